package io.fundwire.architecture.violations.corepackagesarefeatures.domain.util;

final class BadLeftover {}
