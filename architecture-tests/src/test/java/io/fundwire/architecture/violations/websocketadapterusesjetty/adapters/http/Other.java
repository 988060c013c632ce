package io.fundwire.architecture.violations.websocketadapterusesjetty.adapters.http;

public final class Other {}
