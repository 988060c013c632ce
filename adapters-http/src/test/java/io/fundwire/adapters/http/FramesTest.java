package io.fundwire.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.session.FlightRecording;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;

/// What an operator sees of the messages of one client.
final class FramesTest {

    @AutoClose private final RunningApi api = RunningApi.start();

    @Test
    void saysWhenWhichWayWhatAndHowLarge() throws Exception {
        var alice = api.join("alice");
        alice.session()
                .received("heartbeat", new byte[20], Instant.parse("2026-11-23T01:00:01.500Z"));

        var reply = api.get(pathOf(alice));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.body())
                .isEqualTo(
                        """
                        {"recordsFrames":true,"recordsContents":false,"frames":[{"at":"2026-11-23T01:00:01.500Z",\
                        "direction":"in","type":"heartbeat","bytes":20}]}\
                        """);
    }

    @Test
    void showsWhatWasSentToOneWhoHasLeft() throws Exception {
        var alice = api.join("alice");
        api.notificationsFor(alice);
        api.disconnect(alice, 1006);

        var frames = api.get(pathOf(alice)).json().get("frames");

        assertThat(frames).hasSize(2);
        assertThat(frames.at("/0/direction").stringValue()).isEqualTo("out");
        assertThat(frames.at("/0/type").stringValue()).isEqualTo("connection");
        assertThat(frames.at("/0/bytes").intValue()).isGreaterThan(100);

        api.advance(Duration.ofMinutes(61));
        api.get(pathOf(alice)).problem(404, "client-not-found");
    }

    @Test
    void whereNothingIsRecordedSaysSo() throws Exception {
        try (var api = RunningApi.start(settings -> settings.with(FlightRecording.off()))) {
            var alice = api.join("alice");
            api.notificationsFor(alice);

            assertThat(api.get(pathOf(alice)).body())
                    .isEqualTo(
                            """
                            {"recordsFrames":false,"recordsContents":false,"frames":[]}\
                            """);
        }
    }

    @Test
    void saysWhatWasSaidWhereThatIsRecorded() throws Exception {
        try (var api =
                RunningApi.start(settings -> settings.with(FlightRecording.withContents()))) {
            var alice = api.join("alice");
            var at = Instant.parse("2026-11-23T01:00:01.500Z");
            alice.session().received("heartbeat", "{\"é\":1}".getBytes(UTF_8), at);
            alice.session().received("typing-start", "x".repeat(513).getBytes(UTF_8), at);

            JsonNode reply = api.get(pathOf(alice)).json();

            assertThat(reply.get("recordsContents").booleanValue()).isTrue();
            assertThat(reply.at("/frames/0/contents").toString())
                    .isEqualTo("{\"text\":\"{\\\"é\\\":1}\",\"cut\":false}");
            assertThat(reply.at("/frames/1/contents/text").stringValue())
                    .isEqualTo("x".repeat(512));
            assertThat(reply.at("/frames/1/contents/cut").booleanValue()).isTrue();
        }
    }

    @Test
    void whoWasNeverHereIsNotFound() throws Exception {
        api.get("/api/clients/client_0_nobody/frames").problem(404, "client-not-found");
    }

    private static String pathOf(ConnectedClient client) {
        return "/api/clients/" + client.id() + "/frames";
    }
}
