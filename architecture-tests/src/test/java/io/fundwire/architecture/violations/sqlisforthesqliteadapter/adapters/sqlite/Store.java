package io.fundwire.architecture.violations.sqlisforthesqliteadapter.adapters.sqlite;

import org.sqlite.SQLiteConfig;

import java.sql.Connection;

import javax.sql.DataSource;

final class Store {

    Connection connection;
    DataSource source;
    SQLiteConfig config;
}
