package io.fundwire.architecture.violations.corepackagesarefeatures.application.session;

final class Member {}
