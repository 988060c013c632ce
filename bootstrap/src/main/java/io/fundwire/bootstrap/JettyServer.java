package io.fundwire.bootstrap;

import io.fundwire.adapters.http.HttpApi;
import io.fundwire.adapters.http.ProblemErrors;
import io.fundwire.adapters.websocket.WebSocketTransport;

import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.DefaultHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;

/// The sockets: WebSocket in front of HTTP, on one port.
final class JettyServer {

    private static final int MAX_THREADS = 64;
    private static final int MAX_HEADER = 8 * 1024;
    private static final int ACCEPT_QUEUE = 1024;
    private static final long HTTP_IDLE_MILLIS = 30_000;

    private final ServerSettings settings;
    private final Server server;

    JettyServer(
            ServerSettings settings, WebSocketTransport transport, HttpApi api, JsonMapper mapper) {
        this.settings = settings;
        var threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("fundwire");
        this.server = new Server(threads, null, new ArrayByteBufferPool.Quadratic());
        server.setHandler(transport.inFrontOf(api.handler(), settings.path(), server));
        server.setErrorHandler(new ProblemErrors(mapper));
        server.setDefaultHandler(new DefaultHandler(false, false));
        server.setStopAtShutdown(false);
    }

    /// Starts to listen.
    ///
    /// @return where, as a client connects to it
    /// @throws IOException with a sentence for the operator if an address is not to be had
    URI start() throws IOException {
        int port = settings.port();
        for (InetAddress address : addresses()) {
            port = listen(address, port);
        }
        try {
            server.start();
        } catch (Exception failed) {
            throw new IOException("the server's sockets could not be started", failed);
        }
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return URI.create("ws://%s:%d%s".formatted(host, port, settings.path()));
    }

    void stop() {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("the server's sockets could not be closed", failed);
        }
    }

    /// A browser and Node may take `localhost` for either loopback address, so both are listened
    /// on. The machine's interfaces are asked for them: the name may lack one of them, or stand for
    /// one that is switched off.
    private List<InetAddress> addresses() throws IOException {
        if (!settings.host().equals("localhost")) {
            return List.of(InetAddress.getByName(settings.host()));
        }
        var loopback = new LinkedHashSet<InetAddress>();
        for (var card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(card.getInetAddresses())) {
                if (address.isLoopbackAddress()) {
                    loopback.add(InetAddress.getByAddress(address.getAddress()));
                }
            }
        }
        return List.copyOf(loopback);
    }

    private int listen(InetAddress address, int port) throws IOException {
        var connector = new ServerConnector(server, 1, -1, new HttpConnectionFactory(http()));
        connector.setHost(address.getHostAddress());
        connector.setPort(port);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(HTTP_IDLE_MILLIS);
        try {
            connector.open();
        } catch (IOException taken) {
            throw new IOException(
                    "port %d on %s cannot be listened on (%s): choose another with --port."
                            .formatted(port, address.getHostAddress(), reason(taken)),
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

    private static HttpConfiguration http() {
        var http = new HttpConfiguration();
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(MAX_HEADER);
        return http;
    }
}
