package io.fundwire.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.adapters.json.JsonDialect;
import io.fundwire.application.health.HealthCheck;
import io.fundwire.application.session.DrainServer;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Optional;

final class HealthTest {

    @AutoClose private final RunningApi api = RunningApi.start();

    @Test
    void saysWhatSystemHealthSays() throws Exception {
        var alice = api.join("alice");
        api.join("bob");
        api.publish(Bodies.to("{\"users\": [\"alice\", \"carol\"]}", "t"));
        api.notificationsFor(alice);
        api.advance(Duration.ofSeconds(61));

        var reply = api.get("/api/health");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.json())
                .isEqualTo(
                        JsonDialect.mapper()
                                .readTree(
                                        """
                                        {"status": "healthy",
                                         "connectedClients": 2,
                                         "messagesSent": 3,
                                         "messagesReceived": 0,
                                         "uptime": 61,
                                         "version": "test",
                                         "node": "node-1",
                                         "memory": {"usedBytes": 1000, "maxBytes": 2000},
                                         "latency": {"p50Millis": 0.0, "p99Millis": 0.0},
                                         "notifications": {"published": 1, "delivered": 1,
                                                           "acknowledged": 0, "pending": 1}}
                                        """));
    }

    @Test
    void historyIsEmptyBeforeTheFirstSample() throws Exception {
        assertThat(api.get("/api/health/history").json().toString())
                .isEqualTo("{\"intervalMillis\":5000,\"samples\":[]}");
    }

    @Test
    void historyHasASampleForEachInterval() throws Exception {
        api.core.recordHealth.handle();
        var alice = api.join("alice");
        api.publish(Bodies.to("{\"users\": [\"alice\", \"carol\"]}", "t"));
        api.notificationsFor(alice);
        api.join("bob");
        api.advance(Duration.ofSeconds(5));
        api.core.alarms.ring();

        var reply = api.get("/api/health/history");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.body())
                .isEqualTo(
                        """
                        {"intervalMillis":5000,"samples":[\
                        {"at":"2026-11-23T01:00:00.000Z","connectedClients":0,\
                        "messagesReceived":0,"messagesSent":0,"p50Millis":0.0,"p99Millis":0.0,\
                        "published":0,"delivered":0,"acknowledged":0,"pending":0,\
                        "waitingMessages":0},\
                        {"at":"2026-11-23T01:00:05.000Z","connectedClients":2,\
                        "messagesReceived":0,"messagesSent":3,"p50Millis":0.0,"p99Millis":0.0,\
                        "published":1,"delivered":1,"acknowledged":0,"pending":1,\
                        "waitingMessages":2}]}\
                        """);
    }

    @Test
    void saysWhyItIsDegradedAndThatIsNoError() throws Exception {
        HealthCheck full = () -> Optional.of("The disk is full.");
        try (var degraded = RunningApi.start(settings -> settings.with(full))) {
            var reply = degraded.get("/api/health");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().get("status").stringValue()).isEqualTo("degraded");
            assertThat(reply.json().get("reasons").toString()).isEqualTo("[\"The disk is full.\"]");
            assertThat(degraded.get("/health/ready").status()).isEqualTo(200);
        }
    }

    @Test
    void isLiveAndReady() throws Exception {
        assertThat(api.get("/health/live").json().toString()).isEqualTo("{\"status\":\"live\"}");
        assertThat(api.get("/health/ready").json().toString()).isEqualTo("{\"status\":\"ready\"}");
    }

    @Test
    void isLiveButNotReadyWhileDraining() throws Exception {
        api.core.drainServer.handle(new DrainServer.Input(1));

        assertThat(api.get("/health/live").status()).isEqualTo(200);
        api.get("/health/ready").problem(503, "draining");
        var health = api.get("/api/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().get("status").stringValue()).isEqualTo("draining");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/health", "/api/health/history", "/health/live", "/health/ready"})
    void headAnswersTheSameWithoutABody(String path) throws Exception {
        var got = api.get(path);
        var head = api.send(api.request(path).HEAD());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String name : new String[] {"Content-Type", "Content-Length", "Cache-Control"}) {
            assertThat(head.header(name)).isEqualTo(got.header(name));
        }
        assertThat(got.header("Content-Length")).isEqualTo(String.valueOf(got.body().length()));
        assertThat(got.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void headOfNotReadySaysSoInItsStatus() throws Exception {
        api.core.drainServer.handle(new DrainServer.Input(1));

        assertThat(api.send(api.request("/health/ready").HEAD()).status()).isEqualTo(503);
    }
}
