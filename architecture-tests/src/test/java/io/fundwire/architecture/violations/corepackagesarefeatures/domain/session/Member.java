package io.fundwire.architecture.violations.corepackagesarefeatures.domain.session;

final class Member {}
