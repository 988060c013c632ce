package io.fundwire.architecture.violations.jettyisfortransportsandbootstrap.adapters.websocket;

import org.eclipse.jetty.server.Server;

final class Sockets {

    Server server;
}
