package io.fundwire.architecture.violations.jettyisfortransportsandbootstrap.bootstrap;

import org.eclipse.jetty.server.Server;

final class Sockets {

    Server server;
}
