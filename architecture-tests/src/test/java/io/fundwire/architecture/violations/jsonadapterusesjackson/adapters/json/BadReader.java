package io.fundwire.architecture.violations.jsonadapterusesjackson.adapters.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.inject.Injector;

import io.fundwire.architecture.violations.jsonadapterusesjackson.adapters.http.Other;
import io.fundwire.architecture.violations.jsonadapterusesjackson.application.session.Registry;
import io.fundwire.architecture.violations.jsonadapterusesjackson.bootstrap.Settings;
import io.fundwire.architecture.violations.jsonadapterusesjackson.domain.session.Session;

import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;

import picocli.CommandLine;

import tools.jackson.databind.json.JsonMapper;

final class BadReader {

    Session session;
    Registry registry;
    JsonMapper mapper;
    Logger log;

    @JsonProperty("type")
    String type() {
        return "";
    }

    Other badNeighbour;
    Settings badSettings;
    Injector badInjector;
    CommandLine badCommandLine;
    Server badServer;
}
