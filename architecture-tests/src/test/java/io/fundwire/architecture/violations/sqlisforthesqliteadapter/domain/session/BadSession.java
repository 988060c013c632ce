package io.fundwire.architecture.violations.sqlisforthesqliteadapter.domain.session;

import org.sqlite.SQLiteConfig;

import java.sql.Connection;

import javax.sql.DataSource;

final class BadSession {

    Connection badConnection;
    DataSource badSource;
    SQLiteConfig badConfig;
}
