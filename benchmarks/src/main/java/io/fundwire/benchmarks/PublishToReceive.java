package io.fundwire.benchmarks;

import io.fundwire.benchmarks.machine.Place;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// How long after a back end began to publish a connected client has it, at a rate that leaves the
/// machine room: beside how long the disk takes for a sync, which each must wait for.
final class PublishToReceive {

    private static final int CLIENTS = 50;
    private static final int PER_SECOND = 500;
    private static final int WARMING_UP = 2 * PER_SECOND;
    private static final int PUBLISHED = 8 * PER_SECOND;

    private PublishToReceive() {}

    static void measure(Place place, Report report) throws Exception {
        var received = new Samples(PUBLISHED);
        var answered = new Samples(PUBLISHED);
        var all = new CountDownLatch(WARMING_UP + PUBLISHED);
        var readers = new ArrayList<Reader>();
        var before = Disk.sync(place.empty("disk"), Duration.ofSeconds(2));
        try (var server = ServerProcess.start(place.empty("latency"), "512m");
                var publisher = new Publisher(server);
                var http = HttpClient.newHttpClient()) {
            for (int i = 0; i < CLIENTS; i++) {
                readers.add(
                        Reader.connect(
                                http,
                                server.webSocket("user-" + i),
                                title -> {
                                    record(title, received);
                                    all.countDown();
                                }));
            }
            publish(publisher, answered);
            if (!all.await(30, TimeUnit.SECONDS)) {
                report.line("%d never came", all.getCount());
            }
            readers.forEach(Reader::close);
            http.shutdownNow();
        }
        var after = Disk.sync(place.empty("disk"), Duration.ofSeconds(2));
        report.line("%d clients, %d publishes/s", CLIENTS, PER_SECOND);
        report.line("to the client: %s", received.text());
        report.line("to the 202:    %s", answered.text());
        report.line("a sync of the disk before: %s; after: %s", before.text(), after.text());
        double sync = (before.median() + after.median()) / 2;
        report.line("to the client takes %.1f syncs (of the medians)", received.median() / sync);
    }

    /// A title says when it was published, or that it is not to be counted.
    private static void record(String title, Samples received) {
        if (!title.equals("warming up")) {
            received.add(System.nanoTime() - Long.parseLong(title));
        }
    }

    private static void publish(Publisher publisher, Samples answered) {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < WARMING_UP + PUBLISHED; i++) {
            long due = start + i * (1_000_000_000L / PER_SECOND);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            // Since it was due: what holds up one must not hide how long the next ones waited.
            boolean counts = i >= WARMING_UP;
            var answer = publisher.publish("user-" + i % CLIENTS, counts ? "" + due : "warming up");
            answers.add(
                    counts ? answer.thenRun(() -> answered.add(System.nanoTime() - due)) : answer);
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
    }
}
