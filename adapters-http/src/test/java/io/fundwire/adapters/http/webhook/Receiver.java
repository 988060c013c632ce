package io.fundwire.adapters.http.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// A real HTTP server that is sent webhooks, on a port of its own.
final class Receiver implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final HttpServer server;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private volatile int status;

    private Receiver(HttpServer server, int status) {
        this.server = server;
        this.status = status;
    }

    /// What came.
    record Received(String method, String path, Headers headers, String body) {

        String header(String name) {
            return String.join(" and ", headers.getOrDefault(name, List.of()));
        }
    }

    /// One that answers everything with that status.
    static Receiver answering(int status) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var receiver = new Receiver(HttpServer.create(address, 0), status);
        receiver.server.createContext("/", receiver::answer);
        receiver.server.start();
        return receiver;
    }

    void answerFromNowOn(int other) {
        status = other;
    }

    URI url() {
        return URI.create("http://127.0.0.1:%d/hook?a=b".formatted(server.getAddress().getPort()));
    }

    /// The next that came, in time or soon.
    Received next() throws InterruptedException {
        var next = received.poll(PATIENCE_SECONDS, SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }

    int size() {
        return received.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            received.add(
                    new Received(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            exchange.getRequestHeaders(),
                            body));
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
        }
    }
}
