package io.fundwire.benchmarks;

import io.fundwire.benchmarks.machine.Place;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// What it costs to serve subscribers at rates of their own from one channel that is published on
/// much faster than any of them wants, and whether they see the newest value of each key in time.
final class ChannelRates {

    /// The first third is not measured: in it the server gets up to speed.
    private static final int SECONDS = 30;

    private static final int PUBLISHERS = 10;
    private static final String CHANNEL = "live:prices";

    /// Longer than the slowest rate has to wait.
    private static final Duration AFTERWARDS = Duration.ofSeconds(15);

    private ChannelRates() {}

    static void measure(Place place, Report report) throws Exception {
        measure(place, new Load(100, 100, 1000), report);
        measure(place, new Load(1000, 20, 1000), report);
        measure(place, new Load(100, 1000, 10_000), report);
    }

    /// @param updatesPerSecond of all keys together
    private record Load(int subscribers, int keys, int updatesPerSecond) {

        int updates() {
            return updatesPerSecond * SECONDS;
        }
    }

    private static void measure(Place place, Load load, Report report) throws Exception {
        int subscribers = load.subscribers();
        var watch = new RateWatch(subscribers, load.keys(), load.updates());
        try (var server =
                        ServerProcess.start(
                                place.empty("rates"),
                                "512m",
                                "--message-rate",
                                "0",
                                "--max-connections",
                                String.valueOf(subscribers + PUBLISHERS));
                var crowd = Crowd.connect(server.port(), subscribers + PUBLISHERS, watch)) {
            for (int i = 0; i < subscribers; i++) {
                crowd.say(i, ChannelTalk.subscribe(CHANNEL, RateWatch.rate(i)));
            }
            watch.awaitSubscribed();
            long idle = server.heapInUse();
            int first = load.updates() / 3;
            publish(crowd, watch, load, 0, first);
            var cpu = server.cpu();
            long before = watch.received();
            long start = System.nanoTime();
            publish(crowd, watch, load, first, load.updates());
            double seconds = (System.nanoTime() - start) / 1e9;
            double busy = server.cpu().minus(cpu).toNanos() / 1e9;
            long received = watch.received() - before;
            long heap = server.heapInUse() - idle;
            report.line(
                    "%d subscribers, %d keys, %.0f updates/s: %.0f deliveries/s of %.0f allowed, "
                            + "%.2f cores, %.2f us of CPU each, heap %+d KiB, %d cut off",
                    subscribers,
                    load.keys(),
                    (load.updates() - first) / seconds,
                    received / seconds,
                    watch.allowedPerSecond(),
                    busy / seconds,
                    busy * 1e6 / received,
                    heap,
                    crowd.lost());
            Thread.sleep(AFTERWARDS);
            report.line(
                    "  a value later than its period allows: %s, at most %.0f ms; "
                            + "%d of %d times the newest value of a key was not there in the end",
                    watch.late().text(),
                    watch.late().millis(100),
                    watch.lacking(),
                    (long) subscribers * load.keys());
        }
    }

    private static void publish(Crowd crowd, RateWatch watch, Load load, int from, int to) {
        long start = System.nanoTime();
        long each = Duration.ofSeconds(1).toNanos() / load.updatesPerSecond();
        for (int i = from; i < to; i++) {
            long due = start + each * (i - from);
            if (due > System.nanoTime()) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            String key = watch.publishes(i);
            crowd.say(load.subscribers() + i % PUBLISHERS, ChannelTalk.publish(CHANNEL, key, i));
        }
    }
}
