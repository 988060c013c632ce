package io.fundwire.architecture.violations.corepackagesarefeatures.application.service;

final class BadLayer {}
