package io.fundwire.architecture.violations.websocketadapterusesjetty.adapters.json;

public final class Reader {}
