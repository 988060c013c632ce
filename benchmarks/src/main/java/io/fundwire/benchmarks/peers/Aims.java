package io.fundwire.benchmarks.peers;

import static io.fundwire.benchmarks.peers.Peer.FUNDWIRE;
import static io.fundwire.benchmarks.peers.Peer.LIMIT;

import java.util.List;
import java.util.Locale;

/// What Fundwire is meant to reach, beside what it does.
///
/// @param text what
/// @param bound above or below which
/// @param value what was measured
/// @param most whether the bound is the most that it may be, or the least
record Aims(String text, double bound, double value, boolean most) {

    private static final double PERCENT = 100;
    private static final double KIB = 1024;
    private static final double MILLI = 1e3;

    /// In the order of the table.
    static List<Aims> of(Results results) {
        double one = fundwire(results, Scenario.ONE, "cpuMicros");
        double plain = results.of(LIMIT, Scenario.ONE, "cpuMicros");
        double eight = fundwire(results, Scenario.EIGHT, "cpuMicros");
        double p99 = latency(results, FUNDWIRE, Scenario.STEADY);
        return List.of(
                atMost(
                        "fan-out, one at a time: CPU of a delivery to the limit's",
                        1.15,
                        one / plain),
                atLeast(
                        "8 outstanding: deliveries a second",
                        700_000,
                        rate(results, Scenario.EIGHT)),
                atMost(
                        "8 outstanding: CPU of a delivery to the limit's one at a time",
                        0.3,
                        eight / plain),
                atLeast(
                        "heartbeats, 100 × 4: requests a second",
                        350_000,
                        rate(results, Scenario.SATURATED)),
                atMost(
                        "heartbeats, 100 × 4: CPU µs a request",
                        4,
                        fundwire(results, Scenario.SATURATED, "cpuMicros")),
                atMost(
                        "5,000 a second of 1,000 clients: CPU µs a request",
                        25,
                        fundwire(results, Scenario.STEADY, "cpuMicros")),
                atMost(
                        "the same: p99 to the limit's",
                        1.2,
                        p99 / latency(results, LIMIT, Scenario.STEADY)),
                atMost(
                        "the same with a broadcast a second: p99, ms",
                        5,
                        latency(results, FUNDWIRE, Scenario.BROADCAST) / MILLI),
                atMost(
                        "idle: KiB of memory a client",
                        6,
                        fundwire(results, Scenario.IDLE, "memoryEach") / KIB),
                atMost(
                        "idle: percent of a core",
                        2,
                        fundwire(results, Scenario.IDLE, "cpuPercent")),
                atMost("a connect: CPU µs", 150, fundwire(results, Scenario.CONNECTS, "cpuMicros")),
                atLeast("connects a second", 8_000, rate(results, Scenario.CONNECTS)),
                atMost(
                        "until all of the idle are connected: s",
                        4,
                        fundwire(results, Scenario.CONNECTS, "seconds")),
                atMost("start: ms", 400, results.startMillis(FUNDWIRE)),
                atMost(
                        "CPU of a delivery to as many as are idle, to that to 1,000",
                        1.2,
                        fundwire(results, Scenario.MANY, "cpuMicros") / one));
    }

    private static Aims atMost(String text, double bound, double value) {
        return new Aims(text, bound, value, true);
    }

    private static Aims atLeast(String text, double bound, double value) {
        return new Aims(text, bound, value, false);
    }

    private static double fundwire(Results results, String scenario, String figure) {
        return results.of(FUNDWIRE, scenario, figure);
    }

    /// Not a number where the generator was late itself.
    private static double latency(Results results, String peer, String scenario) {
        return results.wasOnTime(peer, scenario) ? results.of(peer, scenario, "p99") : Double.NaN;
    }

    private static double rate(Results results, String scenario) {
        return fundwire(results, scenario, "perSecond");
    }

    String reached() {
        if (Double.isNaN(value)) {
            return "not measured";
        }
        return (most ? value <= bound : value >= bound) ? "reached" : "not reached";
    }

    String row() {
        return "| %s | %s %s | %s | %s |"
                .formatted(
                        text, most ? "at most" : "at least", text(bound), text(value), reached());
    }

    private static String text(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return value >= PERCENT
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
    }
}
