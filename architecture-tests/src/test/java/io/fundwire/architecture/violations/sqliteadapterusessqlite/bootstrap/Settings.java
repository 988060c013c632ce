package io.fundwire.architecture.violations.sqliteadapterusessqlite.bootstrap;

public final class Settings {}
