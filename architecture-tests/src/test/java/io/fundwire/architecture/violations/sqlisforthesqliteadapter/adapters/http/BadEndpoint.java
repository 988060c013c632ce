package io.fundwire.architecture.violations.sqlisforthesqliteadapter.adapters.http;

import org.sqlite.SQLiteConfig;

import java.sql.Connection;

import javax.sql.DataSource;

final class BadEndpoint {

    Connection badConnection;
    DataSource badSource;
    SQLiteConfig badConfig;
}
