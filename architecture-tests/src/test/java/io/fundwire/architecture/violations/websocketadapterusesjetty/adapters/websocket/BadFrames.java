package io.fundwire.architecture.violations.websocketadapterusesjetty.adapters.websocket;

import com.google.inject.Injector;

import io.fundwire.architecture.violations.websocketadapterusesjetty.adapters.http.Other;
import io.fundwire.architecture.violations.websocketadapterusesjetty.adapters.json.Reader;
import io.fundwire.architecture.violations.websocketadapterusesjetty.application.session.Registry;
import io.fundwire.architecture.violations.websocketadapterusesjetty.bootstrap.Settings;
import io.fundwire.architecture.violations.websocketadapterusesjetty.domain.session.Session;

import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;

import picocli.CommandLine;

import tools.jackson.databind.json.JsonMapper;

final class BadFrames {

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
