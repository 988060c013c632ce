package io.fundwire.architecture.violations.corepackagesarefeatures.application;

final class BadRoot {}
