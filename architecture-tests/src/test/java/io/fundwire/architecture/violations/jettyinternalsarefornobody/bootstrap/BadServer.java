package io.fundwire.architecture.violations.jettyinternalsarefornobody.bootstrap;

import org.eclipse.jetty.server.internal.HttpChannelState;

final class BadServer {

    HttpChannelState badState;
}
