package io.fundwire.benchmarks.peers;

import java.util.List;
import java.util.Locale;

/// A column of the table.
///
/// @param format of the value, once divided
/// @param compared whether its ratio to the limit says something
record Column(
        String heading,
        String scenario,
        String figure,
        double divisor,
        String format,
        boolean compared) {

    private static final double MILLI = 1e3;
    private static final double KIB = 1024;

    static List<Column> all(int many) {
        return List.of(
                cpu("fan-out, one at a time: CPU µs a delivery", Scenario.ONE, "%.2f"),
                rate("8 outstanding: deliveries/s", Scenario.EIGHT),
                cpu("CPU µs a delivery", Scenario.EIGHT, "%.2f"),
                rate("heartbeats, 100 × 4: requests/s", Scenario.SATURATED),
                cpu("CPU µs a request", Scenario.SATURATED, "%.2f"),
                cpu("5,000/s of 1,000: CPU µs a request", Scenario.STEADY, "%.1f"),
                new Column("p50 µs", Scenario.STEADY, "p50", 1, "%.0f", true),
                new Column("p99 µs", Scenario.STEADY, "p99", 1, "%.0f", true),
                new Column(
                        "p99 ms, with a broadcast a second",
                        Scenario.BROADCAST,
                        "p99",
                        MILLI,
                        "%.1f",
                        true),
                new Column(
                        String.format(Locale.ROOT, "%,d idle: KiB a client", many),
                        Scenario.IDLE,
                        "memoryEach",
                        KIB,
                        "%.1f",
                        false),
                new Column("CPU % of a core", Scenario.IDLE, "cpuPercent", 1, "%.1f", false),
                cpu("CPU µs a connect", Scenario.CONNECTS, "%.0f"));
    }

    private static Column cpu(String heading, String scenario, String format) {
        return new Column(heading, scenario, "cpuMicros", 1, format, true);
    }

    private static Column rate(String heading, String scenario) {
        return new Column(heading, scenario, "perSecond", 1, "%,.0f", true);
    }

    /// The same of another scenario.
    Column in(String other) {
        return new Column(heading, other, figure, divisor, format, compared);
    }

    String of(Results results, String peer) {
        return text(format, results.of(peer, scenario, figure) / divisor);
    }

    /// How many times that of the limit.
    String ratio(Results results, String peer) {
        return text(
                "%.2f",
                results.of(peer, scenario, figure) / results.of(Peer.LIMIT, scenario, figure));
    }

    // The annotation that would check formats is that of a library.
    @SuppressWarnings("AnnotateFormatMethod")
    private static String text(String format, double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
    }
}
