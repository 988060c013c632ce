package io.fundwire.architecture.violations.httpadapterusesjetty.domain.session;

public record Session(String name) {}
