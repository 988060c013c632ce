package io.fundwire.architecture.violations.adaptersshowonlytheirdoors.bootstrap;

public final class Settings {}
