package io.fundwire.architecture.violations.sqliteadapterusessqlite.adapters.sqlite;

import com.google.inject.Injector;

import io.fundwire.architecture.violations.sqliteadapterusessqlite.adapters.json.Reader;
import io.fundwire.architecture.violations.sqliteadapterusessqlite.application.session.Registry;
import io.fundwire.architecture.violations.sqliteadapterusessqlite.bootstrap.Settings;
import io.fundwire.architecture.violations.sqliteadapterusessqlite.domain.session.Session;

import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.sqlite.SQLiteConfig;

import tools.jackson.databind.json.JsonMapper;

import java.sql.Connection;

final class BadStore {

    Session session;
    Registry registry;
    Connection connection;
    SQLiteConfig config;

    Reader badNeighbour;
    Settings badSettings;
    Injector badInjector;
    JsonMapper badMapper;
    Server badServer;
    Logger badLog;
}
