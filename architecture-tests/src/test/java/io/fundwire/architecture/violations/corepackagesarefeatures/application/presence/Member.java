package io.fundwire.architecture.violations.corepackagesarefeatures.application.presence;

final class Member {}
