package io.fundwire.adapters.websocket;

import io.fundwire.adapters.json.TransportCore;
import io.fundwire.application.session.ConnectClient;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.session.SessionLimits;

import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;

import tools.jackson.databind.json.JsonMapper;

import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/// Carries clients over WebSocket (RFC 6455). To be put in front of whatever serves HTTP on the
/// same port, by [#inFrontOf].
public final class WebSocketTransport {

    private static final int INPUT_BUFFER = 4 * 1024;
    private static final int OUTPUT_BUFFER = 16 * 1024;

    /// Larger than any message that the server sends, so that none is fragmented.
    private static final int MAX_FRAME = 128 * 1024;

    /// More than a few threads that read and write are of no use to a machine with many cores, of
    /// which others want some.
    private static final int MAX_SELECTORS = 8;

    private final TransportCore core;
    private final WebSocketTimeouts timeouts;
    private final Upgrade upgrade;
    private final ScheduledThreadPoolExecutor deadlines;

    /// @param core what is behind it
    /// @param mapper writes refusals
    public WebSocketTransport(TransportCore core, WebSocketTimeouts timeouts, JsonMapper mapper) {
        this.core = core;
        this.timeouts = timeouts;
        this.upgrade = new Upgrade(core.admitClient(), this::connection, mapper);
        this.deadlines =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("fundwire-deadline-", 0).daemon().factory());
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /// A listening socket for clients, to be added to the server: those who come by another
    /// connector are turned away.
    ///
    /// @param http serves each connection until it is upgraded
    public ServerConnector connector(Server server, ConnectionFactory http) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new ClientConnector(server, Math.min(cores, MAX_SELECTORS), core.faults(), http);
    }

    /// A handler that takes upgrades at `path` and leaves everything else to `next`. Starts and
    /// stops with the server that it is put into.
    public Handler inFrontOf(Handler next, String path, Server server) {
        var handler = upgrades(server, path, upgrade, core.limits());
        handler.setHandler(new PlainRequests(next, path));
        handler.addBean(new Threads());
        return handler;
    }

    /// A handler that has `negotiator` decide about upgrades at `path`, and Jetty set up for them:
    /// all that a client can notice of Jetty is settled here, for the server and for its tests.
    static WebSocketUpgradeHandler upgrades(
            Server server, String path, WebSocketNegotiator negotiator, SessionLimits limits) {
        var components = WebSocketServerComponents.ensureWebSocketComponents(server);
        // Compression would cost 187 KB of native memory for each client: RATIONALE.md.
        components.getExtensionRegistry().unregister("permessage-deflate");
        var handler = new WebSocketUpgradeHandler(components);
        configure(handler.getConfiguration(), limits);
        handler.addMapping(path, negotiator);
        return handler;
    }

    private static void configure(Configuration settings, SessionLimits limits) {
        settings.setAutoFragment(true);
        settings.setMaxFrameSize(MAX_FRAME);
        settings.setMaxTextMessageSize(limits.maxPayload());
        settings.setMaxBinaryMessageSize(limits.maxPayload());
        settings.setInputBufferSize(INPUT_BUFFER);
        settings.setOutputBufferSize(OUTPUT_BUFFER);
        // The core finds silent clients earlier; this is for when it should not.
        settings.setIdleTimeout(limits.heartbeatInterval().multipliedBy(4));
    }

    private FrameHandler connection(Optional<UserId> user, ConnectClient.Beginning beginning) {
        return new ClientFrames(core, user, beginning, this::writer);
    }

    private SocketWriter writer(CoreSession socket) {
        if (socket instanceof WebSocketCoreSession session
                && session.getConnection().getEndPoint() instanceof ClientEndPoint endPoint) {
            return new SocketWriter(
                    socket,
                    session.getConnection()::enqueueFrame,
                    endPoint.pass(),
                    core.drainOutbox(),
                    core.delivery(),
                    deadlines,
                    timeouts);
        }
        throw new IllegalStateException("a client came by another connector than the transport's");
    }

    /// Answers those who ask for the path without an upgrade.
    private final class PlainRequests extends Handler.Wrapper {

        private final String path;

        PlainRequests(Handler next, String path) {
            super(next);
            this.path = path;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws Exception {
            if (Request.getPathInContext(request).equals(path)) {
                upgrade.demandUpgrade(response, callback);
                return true;
            }
            return super.handle(request, response, callback);
        }
    }

    /// The transport's own threads, which live as long as the server.
    private final class Threads extends AbstractLifeCycle {

        @Override
        protected void doStop() {
            deadlines.shutdownNow();
        }
    }
}
