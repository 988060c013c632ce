package io.fundwire.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.benchmarks.load.Generator;
import io.fundwire.benchmarks.machine.Place;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Whether memory stays flat: 1,000 messages a second of 100 clients, ten of them told to all, for
/// some minutes. What grows each minute is taken for ten hours.
final class LongRun {

    private static final int SECONDS = 360;
    private static final int SECONDS_OF_WARM_UP = 120;
    private static final int SECONDS_BETWEEN = 20;
    private static final double MINUTES_OF_TEN_HOURS = 600;
    private static final double SECONDS_OF_A_MINUTE = 60;
    private static final double KIB_OF_A_MIB = 1024;

    private LongRun() {}

    static void measure(Place place, Report report) throws IOException, InterruptedException {
        try (var server =
                ServerProcess.start(place.empty("long-run"), "512m", "--message-rate", "0")) {
            var load = drive(server);
            Thread.sleep(SECONDS_OF_WARM_UP * 1000L);
            var minutes = new ArrayList<Double>();
            var heap = new ArrayList<Double>();
            long begun = System.nanoTime();
            while (load.isAlive()) {
                minutes.add((System.nanoTime() - begun) / 1e9 / SECONDS_OF_A_MINUTE);
                heap.add((double) server.heapInUse());
                Thread.sleep(SECONDS_BETWEEN * 1000L);
            }
            report.line(
                    "the generator says: %s",
                    new String(load.getInputStream().readAllBytes(), UTF_8).replace('\n', ' '));
            double slope = slope(minutes, heap);
            report.line(
                    "heap after a collection, KiB: first %.0f, last %.0f, %d in all",
                    heap.getFirst(), heap.getLast(), heap.size());
            report.line(
                    "%+.1f KiB a minute, which would be %+.1f MiB in ten hours",
                    slope, slope * MINUTES_OF_TEN_HOURS / KIB_OF_A_MIB);
        }
    }

    private static Process drive(ServerProcess server) throws IOException {
        return Generator.start(
                List.of(
                        "round-trips",
                        "clients=100",
                        "rate=990",
                        "broadcasts=10",
                        "warm-up=1",
                        "seconds=" + SECONDS),
                server.port(),
                server.pid());
    }

    /// By least squares.
    private static double slope(List<Double> xs, List<Double> ys) {
        double x = mean(xs);
        double y = mean(ys);
        double above = 0;
        double below = 0;
        for (int i = 0; i < xs.size(); i++) {
            above += (xs.get(i) - x) * (ys.get(i) - y);
            below += (xs.get(i) - x) * (xs.get(i) - x);
        }
        return above / below;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
    }
}
