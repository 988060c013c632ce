package io.fundwire.architecture.violations.websocketadapterusesjetty.application.session;

public final class Registry {}
