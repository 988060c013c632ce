package io.fundwire.benchmarks;

import io.fundwire.benchmarks.machine.Place;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.IntUnaryOperator;

/// What subscriptions to channels cost on which nobody says anything: heap for each, and CPU while
/// time passes, beside the same clients without subscriptions.
final class QuietSubscriptions {

    private static final int CLIENTS = 1000;
    private static final int EACH = 100;
    private static final Duration QUIET = Duration.ofSeconds(10);

    private QuietSubscriptions() {}

    static void measure(Place place, Report report) throws Exception {
        measure(place, "100 channels, 1,000 clients each", client -> 0, EACH, report);
        measure(place, "1,000 channels, 100 clients each", client -> client, CLIENTS, report);
        measure(
                place,
                "100,000 channels, 1 client each",
                client -> client * EACH,
                CLIENTS * EACH,
                report);
    }

    /// @param first the number of the first channel that a client follows
    private static void measure(
            Place place, String what, IntUnaryOperator first, int channels, Report report)
            throws Exception {
        var subscribed = new Semaphore(0);
        Crowd.Ear ear =
                (client, text) -> {
                    if (ChannelTalk.isSubscribed(text)) {
                        subscribed.release();
                    }
                };
        try (var server =
                        ServerProcess.start(
                                place.empty("quiet"),
                                "512m",
                                "--message-rate",
                                "0",
                                "--max-connections",
                                String.valueOf(CLIENTS));
                var crowd = Crowd.connect(server.port(), CLIENTS, ear)) {
            // One each, so that all has run that ever will.
            for (int i = 0; i < CLIENTS; i++) {
                crowd.say(i, ChannelTalk.subscribe("live:" + first.applyAsInt(i)));
            }
            subscribed.acquire(CLIENTS);
            long before = server.heapInUse();
            Duration without = cpuOfQuiet(server);
            for (int i = 0; i < CLIENTS; i++) {
                for (int j = 1; j < EACH; j++) {
                    int channel = (first.applyAsInt(i) + j) % channels;
                    crowd.say(i, ChannelTalk.subscribe("live:" + channel));
                }
                subscribed.acquire(EACH - 1);
            }
            long after = server.heapInUse();
            report.line(
                    "%s: %d bytes of heap a subscription; CPU in %d s: %d ms, with 1 for each: %d"
                            + " ms",
                    what,
                    (after - before) * 1024 / (CLIENTS * (EACH - 1)),
                    QUIET.toSeconds(),
                    cpuOfQuiet(server).toMillis(),
                    without.toMillis());
        }
    }

    private static Duration cpuOfQuiet(ServerProcess server) throws InterruptedException {
        // What just ran has to come to rest.
        Thread.sleep(Duration.ofSeconds(2));
        var begin = server.cpu();
        Thread.sleep(QUIET);
        return server.cpu().minus(begin);
    }
}
