package io.fundwire.architecture.violations.sqliteadapterusessqlite.application.session;

public final class Registry {}
