package io.fundwire.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;

class CheckReportTest {

    private final StringWriter printed = new StringWriter();
    private final CheckReport report = new CheckReport(new PrintWriter(printed, true));

    @Test
    void leavesOutWhatTheServerDidNotSay() {
        health(
                """
                {"status":"healthy","connectedClients":3,"messagesSent":12,
                 "messagesReceived":5,"uptime":61}
                """);

        assertThat(lines())
                .containsExactly(
                        "status         healthy",
                        "clients        3",
                        "messages in    5",
                        "messages out   12",
                        "uptime         61 s");
    }

    @Test
    void givesTheReasonsForBadHealth() {
        health("{\"status\":\"degraded\",\"reasons\":[\"disk full\",\"too hot\"]}");

        assertThat(lines())
                .containsExactly("status         degraded", "reasons        disk full, too hot");
    }

    @Test
    void printsTheRestOfHealthInPeoplesUnits() {
        health(
                """
                {"memory":{"usedBytes":10485760,"maxBytes":536870912},
                 "latency":{"p50Millis":0.1279,"p99Millis":36.863},
                 "notifications":{"published":4,"delivered":3,"acknowledged":2,"pending":1}}
                """);

        assertThat(lines())
                .containsExactly(
                        "memory         10 of 512 MiB",
                        "latency        0.1 ms median, 36.9 ms at the 99th percentile",
                        "notifications  4 published, 3 delivered, 2 acknowledged, 1 pending");
    }

    @Test
    void survivesHealthOfAnotherShape() {
        health(
                "{\"status\":[],\"memory\":7,\"latency\":{\"p50Millis\":\"x\"},\"reasons\":\"none\"}");

        assertThat(lines()).isEmpty();
    }

    @Test
    void printsRoundTripsWithAPointWhateverTheLocale() {
        report.heartbeat(Duration.ofNanos(1_250_000));

        assertThat(lines()).containsExactly("heartbeat      answered in 1.3 ms");
    }

    @Test
    void printsNothingThatATerminalWouldObey() {
        health("{\"node\":\"a\\u001b[31mb\\nstatus healthy\"}");

        assertThat(lines()).containsExactly("node           a?[31mb?status healthy");
    }

    private void health(String json) {
        report.health(JsonMapper.shared().readTree(json));
    }

    private List<String> lines() {
        return printed.toString().lines().toList();
    }
}
