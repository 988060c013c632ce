package io.fundwire.architecture.violations.jettyisfortransportsandbootstrap.application.session;

import org.eclipse.jetty.server.Server;

final class BadUseCase {

    Server badServer;
}
