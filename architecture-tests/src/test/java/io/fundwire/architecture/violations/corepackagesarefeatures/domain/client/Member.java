package io.fundwire.architecture.violations.corepackagesarefeatures.domain.client;

final class Member {}
