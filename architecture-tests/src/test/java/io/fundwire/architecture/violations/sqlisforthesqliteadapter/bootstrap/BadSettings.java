package io.fundwire.architecture.violations.sqlisforthesqliteadapter.bootstrap;

import org.sqlite.SQLiteConfig;

import java.sql.Connection;

import javax.sql.DataSource;

final class BadSettings {

    Connection badConnection;
    DataSource badSource;
    SQLiteConfig badConfig;
}
