package io.fundwire.bootstrap;

import io.fundwire.adapters.http.HttpApi;
import io.fundwire.adapters.http.ImpatientHttp;
import io.fundwire.adapters.http.OriginGuard;
import io.fundwire.adapters.http.OriginRule;
import io.fundwire.adapters.http.ProblemErrors;
import io.fundwire.adapters.http.StaticFiles;
import io.fundwire.adapters.http.StrictHttp;
import io.fundwire.adapters.websocket.WebSocketTransport;
import io.fundwire.bootstrap.settings.ServerSettings;

import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.DefaultHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/// The sockets: WebSocket in front of HTTP, on one port.
final class JettyServer {

    private static final int MAX_THREADS = 64;
    private static final int MIN_THREADS = 8;
    private static final int ACCEPT_QUEUE = 1024;
    private static final int MOST_PORTS_TRIED = 20;
    private static final long HTTP_IDLE_MILLIS = 30_000;
    private static final String BROWSER_CLIENT = "io/fundwire/browserclient";
    private static final String CONSOLE = "io/fundwire/console";

    private final ServerSettings settings;
    private final JsonMapper mapper;
    private final WebSocketTransport transport;
    private final Handler handler;
    private final Server server;

    JettyServer(
            ServerSettings settings,
            WebSocketTransport transport,
            HttpApi api,
            JsonMapper mapper,
            RefusalLog refusals) {
        this.settings = settings;
        this.mapper = mapper;
        this.transport = transport;
        // With a queue of its own making Jetty asks the JVM's management for the size of a cache
        // line, which takes longer than all else that it does at the start.
        var threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS, new LinkedBlockingQueue<>());
        threads.setName("fundwire");
        this.server = new Server(threads, null, new ArrayByteBufferPool.Quadratic());
        this.handler = transport.inFrontOf(withFiles(api.handler()), settings.path(), server);
        server.setErrorHandler(new ProblemErrors(mapper));
        server.setDefaultHandler(new DefaultHandler(false, false));
        server.setRequestLog(refusals);
        server.setStopAtShutdown(false);
    }

    private Handler withFiles(Handler api) {
        var client =
                StaticFiles.inFrontOf(api, BROWSER_CLIENT, StaticFiles.Readers.ALL_PAGES, mapper);
        return StaticFiles.inFrontOf(client, CONSOLE, StaticFiles.Readers.OWN_PAGES, mapper);
    }

    /// Where the server is found.
    ///
    /// @param url as a client connects to it
    /// @param binding who can
    record Listening(URI url, OriginRule.Binding binding) {}

    /// Starts to listen: on other addresses than loopback only if the operator said that this is
    /// meant, since nobody is asked who they are.
    ///
    /// @throws IOException with a sentence for the operator if it cannot
    Listening start() throws IOException {
        var addresses = ListenAddresses.of(settings.host());
        if (!settings.insecure() && !addresses.areLoopback()) {
            throw new IOException(
                    "whoever reaches %s could be any user: listen on localhost, or say --insecure if that is meant."
                            .formatted(settings.host()));
        }
        var binding =
                addresses.areLoopback() ? OriginRule.Binding.LOOPBACK : OriginRule.Binding.NETWORK;
        var rule = new OriginRule(binding, ownNames(), settings.allowedOrigins());
        server.setHandler(new OriginGuard(handler, rule, mapper));
        int port = listen(addresses);
        try {
            server.start();
        } catch (Exception failed) {
            throw new IOException("the server's sockets could not be started", failed);
        }
        String host = hostOfUrl();
        var url = URI.create("ws://%s:%d%s".formatted(host, port, settings.path()));
        return new Listening(url, binding);
    }

    /// The address that it is told to listen on is one of its names.
    private List<String> ownNames() {
        return Stream.concat(settings.allowedHosts().stream(), Stream.of(hostOfUrl())).toList();
    }

    private String hostOfUrl() {
        return settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    }

    void stop() {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("the server's sockets could not be closed", failed);
        }
    }

    /// Listens on all addresses or on none. A port that is free on the first may be taken on the
    /// next: where any will do, another is tried.
    private int listen(ListenAddresses addresses) throws IOException {
        int left = settings.port() == 0 ? MOST_PORTS_TRIED : 1;
        while (true) {
            try {
                return listenOnAll(addresses);
            } catch (IOException taken) {
                for (Connector connector : server.getConnectors()) {
                    ((ServerConnector) connector).close();
                    server.removeConnector(connector);
                }
                left--;
                if (left == 0) {
                    throw taken;
                }
            }
        }
    }

    private int listenOnAll(ListenAddresses addresses) throws IOException {
        int port = settings.port();
        for (InetAddress address : addresses.all()) {
            port = listen(address, port);
        }
        return port;
    }

    private int listen(InetAddress address, int port) throws IOException {
        var connector =
                transport.connector(
                        server,
                        new ImpatientHttp(StrictHttp.configuration(), settings.requestTimeout()));
        connector.setHost(address.getHostAddress());
        connector.setPort(port);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(HTTP_IDLE_MILLIS);
        try {
            connector.open();
        } catch (IOException taken) {
            String reason = reason(taken);
            String remedy = reason.contains("assign") ? "--host" : "--port";
            throw new IOException(
                    "port %d on %s cannot be listened on (%s): choose another with %s."
                            .formatted(port, address.getHostAddress(), reason, remedy),
                    taken);
        }
        server.addConnector(connector);
        return connector.getLocalPort();
    }

    private static String reason(IOException taken) {
        return taken.getCause() instanceof IOException cause
                ? String.valueOf(cause.getMessage())
                : String.valueOf(taken.getMessage());
    }
}
