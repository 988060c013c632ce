package io.fundwire.architecture.violations.jettyisfortransportsandbootstrap.domain.session;

import org.eclipse.jetty.server.Server;

final class BadSession {

    Server badServer;
}
