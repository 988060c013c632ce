package io.fundwire.architecture.violations.corepackagesarefeatures.adapters.json;

final class OfNoFeature {}
