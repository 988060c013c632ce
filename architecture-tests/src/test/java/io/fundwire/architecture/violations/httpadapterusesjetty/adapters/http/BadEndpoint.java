package io.fundwire.architecture.violations.httpadapterusesjetty.adapters.http;

import com.google.inject.Injector;

import io.fundwire.architecture.violations.httpadapterusesjetty.adapters.json.Reader;
import io.fundwire.architecture.violations.httpadapterusesjetty.adapters.websocket.Other;
import io.fundwire.architecture.violations.httpadapterusesjetty.application.session.Registry;
import io.fundwire.architecture.violations.httpadapterusesjetty.bootstrap.Settings;
import io.fundwire.architecture.violations.httpadapterusesjetty.domain.session.Session;

import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;

import picocli.CommandLine;

import tools.jackson.databind.json.JsonMapper;

final class BadEndpoint {

    Session session;
    Registry registry;
    JsonMapper mapper;
    Logger log;
    Reader reader;
    Server server;

    Other badNeighbour;
    Settings badSettings;
    Injector badInjector;
    CommandLine badCommandLine;
}
