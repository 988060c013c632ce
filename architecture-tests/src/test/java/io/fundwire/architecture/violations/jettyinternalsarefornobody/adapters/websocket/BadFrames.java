package io.fundwire.architecture.violations.jettyinternalsarefornobody.adapters.websocket;

import org.eclipse.jetty.server.internal.HttpChannelState;

final class BadFrames {

    HttpChannelState badState;
}
