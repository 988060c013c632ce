package io.fundwire.architecture.violations.sqlisforthesqliteadapter.application.session;

import org.sqlite.SQLiteConfig;

import java.sql.Connection;

import javax.sql.DataSource;

final class BadUseCase {

    Connection badConnection;
    DataSource badSource;
    SQLiteConfig badConfig;
}
