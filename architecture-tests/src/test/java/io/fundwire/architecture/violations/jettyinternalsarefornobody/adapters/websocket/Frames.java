package io.fundwire.architecture.violations.jettyinternalsarefornobody.adapters.websocket;

import org.eclipse.jetty.server.Server;

final class Frames {

    Server server;
}
