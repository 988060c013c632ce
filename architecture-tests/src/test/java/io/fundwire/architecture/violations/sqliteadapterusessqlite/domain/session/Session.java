package io.fundwire.architecture.violations.sqliteadapterusessqlite.domain.session;

public record Session(String name) {}
