package io.fundwire.bootstrap;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Prints what a server said, one thing a line. What it did not say has no line: the protocol lets
/// a server leave most of it out.
final class CheckReport {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final long BYTES_PER_MIB = 1024 * 1024;

    private final PrintWriter out;

    CheckReport(PrintWriter out) {
        this.out = out;
    }

    /// @param welcome data of `connection`
    void connected(CommandTarget target, JsonNode welcome) {
        line("connected to", target.url().toString());
        Optional<String> client = text(welcome, "/clientId");
        line("client id", client);
        line("user", text(welcome, "/userId").filter(user -> !client.equals(Optional.of(user))));
        line("server time", text(welcome, "/serverTime"));
        line("features", list(welcome.at("/features")));
    }

    /// @param roundTrip from a request sent to its answer read
    void heartbeat(Duration roundTrip) {
        String millis = decimal(roundTrip.toNanos() / NANOS_PER_MILLI);
        line("heartbeat", "answered in %s ms".formatted(millis));
    }

    /// @param health data of `system-health`
    void health(JsonNode health) {
        line("status", text(health, "/status"));
        line("reasons", list(health.at("/reasons")));
        line("clients", text(health, "/connectedClients"));
        line("messages in", text(health, "/messagesReceived"));
        line("messages out", text(health, "/messagesSent"));
        line("uptime", text(health, "/uptime").map(seconds -> seconds + " s"));
        line("version", text(health, "/version"));
        line("node", text(health, "/node"));
        line("memory", memory(health.path("memory")));
        line("latency", latency(health.path("latency")));
        line("notifications", counts(health.path("notifications")));
    }

    /// Text of a stranger, with nothing in it that a terminal would obey.
    static String plain(String text) {
        return text.replaceAll("\\p{C}", "?");
    }

    private static Optional<String> memory(JsonNode memory) {
        return whole(memory, "usedBytes", "maxBytes")
                .map(known ->
                        "%d of %d MiB"
                                .formatted(
                                        known.path("usedBytes").asLong() / BYTES_PER_MIB,
                                        known.path("maxBytes").asLong() / BYTES_PER_MIB));
    }

    private static Optional<String> latency(JsonNode latency) {
        return whole(latency, "p50Millis", "p99Millis")
                .map(known ->
                        "%s ms median, %s ms at the 99th percentile"
                                .formatted(
                                        decimal(known.path("p50Millis").asDouble()),
                                        decimal(known.path("p99Millis").asDouble())));
    }

    /// Whatever is counted there, in the server's own words.
    private static Optional<String> counts(JsonNode counts) {
        return nonEmpty(
                counts.propertyStream()
                        .map(count -> count.getValue().asString("?") + " " + count.getKey())
                        .collect(Collectors.joining(", ")));
    }

    private static Optional<JsonNode> whole(JsonNode object, String... numbers) {
        for (String number : numbers) {
            if (!object.path(number).isNumber()) {
                return Optional.empty();
            }
        }
        return Optional.of(object);
    }

    private static Optional<String> list(JsonNode items) {
        return nonEmpty(
                items.valueStream()
                        .map(item -> item.asString("?"))
                        .collect(Collectors.joining(", ")));
    }

    private static Optional<String> text(JsonNode object, String pointer) {
        return nonEmpty(object.at(pointer).asString(""));
    }

    private static Optional<String> nonEmpty(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty());
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private void line(String name, Optional<String> value) {
        value.ifPresent(known -> line(name, known));
    }

    private void line(String name, String value) {
        out.printf(Locale.ROOT, "%-15s%s%n", name, plain(value));
    }
}
