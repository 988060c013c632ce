package io.fundwire.architecture.violations.corepackagesarefeatures.domain;

final class BadRoot {}
