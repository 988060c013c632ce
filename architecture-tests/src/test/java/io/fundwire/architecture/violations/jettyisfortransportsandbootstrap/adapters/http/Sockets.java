package io.fundwire.architecture.violations.jettyisfortransportsandbootstrap.adapters.http;

import org.eclipse.jetty.server.Server;

final class Sockets {

    Server server;
}
