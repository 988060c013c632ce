package io.fundwire.architecture.violations.sqliteadapterusessqlite.adapters.json;

public final class Reader {}
