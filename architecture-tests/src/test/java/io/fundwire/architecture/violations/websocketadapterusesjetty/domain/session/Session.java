package io.fundwire.architecture.violations.websocketadapterusesjetty.domain.session;

public record Session(String name) {}
