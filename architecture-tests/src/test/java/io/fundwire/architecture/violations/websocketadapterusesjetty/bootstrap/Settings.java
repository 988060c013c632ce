package io.fundwire.architecture.violations.websocketadapterusesjetty.bootstrap;

public final class Settings {}
