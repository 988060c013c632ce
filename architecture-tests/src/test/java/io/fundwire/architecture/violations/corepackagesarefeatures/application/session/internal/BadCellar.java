package io.fundwire.architecture.violations.corepackagesarefeatures.application.session.internal;

final class BadCellar {}
