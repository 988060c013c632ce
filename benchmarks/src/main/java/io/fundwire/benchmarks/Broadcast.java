package io.fundwire.benchmarks;

import io.fundwire.benchmarks.machine.Place;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/// How long until a thousand connected clients have what was published to everyone, and what was
/// written for that.
final class Broadcast {

    private static final int CLIENTS = 1000;
    private static final int TIMES = 10;

    private Broadcast() {}

    static void measure(Place place, Report report) throws Exception {
        Path directory = place.empty("broadcast");
        List<CountDownLatch> expected =
                Stream.generate(() -> new CountDownLatch(CLIENTS)).limit(TIMES + 1).toList();
        var times = new Samples(TIMES);
        List<Reader> readers = new ArrayList<>();
        try (var server = ServerProcess.start(directory, "512m");
                var publisher = new Publisher(server);
                var http = HttpClient.newHttpClient()) {
            for (int i = 0; i < CLIENTS; i++) {
                readers.add(
                        Reader.connect(
                                http,
                                server.webSocket("user-" + i),
                                title -> expected.get(Integer.parseInt(title)).countDown()));
            }
            // The first is not counted: nothing ran before.
            for (int i = 0; i <= TIMES; i++) {
                long start = System.nanoTime();
                publisher.tellEveryone(String.valueOf(i)).join();
                expected.get(i).await();
                if (i > 0) {
                    times.add(System.nanoTime() - start);
                }
            }
            readers.forEach(Reader::close);
            http.shutdownNow();
        }
        report.line(
                "%d clients have it after %s: %.0f deliveries/s (median of %d)",
                CLIENTS, times.text(), CLIENTS * 1e3 / times.median(), TIMES);
        reportRows(directory.resolve("fundwire.db"), report);
    }

    private static void reportRows(Path file, Report report) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT (SELECT count(*) FROM notification),"
                                        + " (SELECT count(*) FROM entry)")) {
            report.line(
                    "rows for %d broadcasts: %d to publish, %d to record deliveries",
                    TIMES + 1, rows.getLong(1), rows.getLong(2));
        }
    }
}
