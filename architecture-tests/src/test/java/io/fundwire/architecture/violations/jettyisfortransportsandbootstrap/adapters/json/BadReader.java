package io.fundwire.architecture.violations.jettyisfortransportsandbootstrap.adapters.json;

import org.eclipse.jetty.server.Server;

final class BadReader {

    Server badServer;
}
