package io.fundwire.benchmarks;

import io.fundwire.benchmarks.machine.Place;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// How long a server takes to start, and to tell a user what waits, with nothing and with a million
/// notifications in its directory.
final class Recovery {

    private static final int STARTS = 5;
    private static final int USERS = 20;

    private Recovery() {}

    static void measure(Place place, Report report) throws Exception {
        Path million = Million.directory(place, report);
        var empty = new Samples(STARTS);
        var full = new Samples(STARTS);
        // In turn, so that both have the same company.
        for (int i = 0; i < STARTS; i++) {
            start(place.empty("recovery"), empty);
            start(million, full);
        }
        report.line(
                "start until it listens: empty %.0f ms, a million %.0f ms (medians of %d)",
                empty.median(), full.median(), STARTS);
        try (var server = ServerProcess.start(million, "512m");
                var http = HttpClient.newHttpClient()) {
            var nothing = new Samples(USERS);
            for (int i = 0; i < USERS; i++) {
                connect(http, server, "nobody-" + i, nothing);
            }
            var first = new Samples(USERS);
            var all = new Samples(USERS);
            for (int i = 0; i < USERS; i++) {
                connect(http, server, "user-" + i, first, all);
            }
            report.line("a user with nothing: connected after %s", nothing.text());
            report.line(
                    "a user with %d: first after %s, all after %s",
                    Million.EACH, first.text(), all.text());
            http.shutdownNow();
        }
    }

    private static void start(Path directory, Samples times) throws Exception {
        try (var server = ServerProcess.start(directory, "512m")) {
            times.add(server.timeToStart().toNanos());
        }
    }

    private static void connect(HttpClient http, ServerProcess server, String user, Samples times) {
        long start = System.nanoTime();
        try (var _ = Reader.connect(http, server.webSocket(user), title -> {})) {
            times.add(System.nanoTime() - start);
        }
    }

    private static void connect(
            HttpClient http, ServerProcess server, String user, Samples first, Samples all)
            throws InterruptedException {
        var one = new CompletableFuture<Long>();
        var every = new CountDownLatch(Million.EACH);
        long start = System.nanoTime();
        try (var _ =
                Reader.connect(
                        http,
                        server.webSocket(user),
                        title -> {
                            one.complete(System.nanoTime() - start);
                            every.countDown();
                        })) {
            first.add(one.join());
            every.await();
            all.add(System.nanoTime() - start);
        }
    }
}
