package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What outlives a server that is killed: who its clients were, what was published on durable
/// channels, and what their publishers called it.
class ChannelRestartTest {

    private static final String TALK = "conversation:42";
    private static final String PRICES = "live:prices";
    private static final String PUBLISH_ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

    @TempDir private Path data;

    @Test
    void aClientGoesOnWhereItWasAfterTheServerWasKilled() {
        String clientId;
        String token;
        JsonNode position;
        try (var server = RunningServer.start("--data-dir", data.toString());
                var alice = JdkClient.connect(server.webSocket("?user=alice"))) {
            JsonNode welcome = alice.receive("connection").path("data");
            clientId = welcome.path("clientId").asString("");
            token = welcome.path("resumeToken").asString("");
            subscribe(alice, TALK);
            alice.send(publication(TALK, "1", PUBLISH_ID));
            position = alice.receive("message").at("/data/position");
            alice.receive("published");
            for (int i = 2; i <= 150; i++) {
                publish(server, TALK, "" + i);
            }

            server.process().kill();
        }

        try (var again = RunningServer.start("--data-dir", data.toString());
                var alice = JdkClient.connect(again.webSocket("?resume=1"));
                var bob = JdkClient.connect(again.webSocket("?user=bob"))) {
            JsonNode resumed = resume(alice, token, TALK, position);
            assertThat(resumed.path("resumed").asBoolean(false)).isTrue();
            assertThat(resumed.path("clientId").asString("")).isEqualTo(clientId);
            JsonNode talk = resumed.path("channels").path(TALK);
            assertThat(talk.path("recovered").asBoolean(false)).isTrue();
            assertThat(talk.path("missed").asInt(-1)).isEqualTo(149);
            JsonNode welcome = alice.receive("connection").path("data");
            assertThat(welcome.path("clientId").asString("")).isEqualTo(clientId);
            assertThat(welcome.path("userId").asString("")).isEqualTo("alice");

            bob.receive("connection");
            subscribe(bob, TALK);
            bob.send(publication(TALK, "151", "7c9e6679-7425-40de-944b-e07fc1f90ae7"));
            bob.receive("message");
            bob.receive("published");

            var missed = Stream.generate(() -> alice.receive("message")).limit(150).toList();
            assertThat(missed.stream().map(ChannelRestartTest::offset))
                    .containsExactlyElementsOf(IntStream.rangeClosed(2, 151).boxed().toList());
            assertThat(missed)
                    .allSatisfy(message ->
                            assertThat(payload(message)).isEqualTo("" + offset(message)));

            // What it published before is known to be its own.
            alice.send(publication(TALK, "1", PUBLISH_ID));
            assertThat(offset(alice.receive("published"))).isEqualTo(1);
            alice.send(publication(TALK, "other", PUBLISH_ID));
            assertThat(alice.receive("error").at("/data/code").asString("")).isEqualTo("conflict");
            bob.send("{\"type\":\"heartbeat\"}");
            bob.receive("heartbeat-ack");
        }
    }

    @Test
    void aChannelInMemoryBeginsAnewAndSaysSo() {
        String token;
        JsonNode position;
        try (var server = RunningServer.start("--data-dir", data.toString());
                var alice = JdkClient.connect(server.webSocket())) {
            token = alice.receive("connection").at("/data/resumeToken").asString("");
            subscribe(alice, PRICES);
            publish(server, PRICES, "1");
            position = alice.receive("message").at("/data/position");

            server.process().kill();
        }

        try (var again = RunningServer.start("--data-dir", data.toString())) {
            // As many as there were, so that only the epoch tells.
            publish(again, PRICES, "new 1");
            try (var alice = JdkClient.connect(again.webSocket("?resume=1"))) {
                JsonNode resumed = resume(alice, token, PRICES, position);
                assertThat(resumed.path("resumed").asBoolean(false)).isTrue();
                JsonNode prices = resumed.path("channels").path(PRICES);
                assertThat(prices.path("recovered").asBoolean(true)).isFalse();
                assertThat(prices.at("/position/epoch")).isNotEqualTo(position.path("epoch"));
                alice.receive("connection");

                publish(again, PRICES, "new 2");

                JsonNode message = alice.receive("message");
                assertThat(payload(message)).isEqualTo("new 2");
                assertThat(offset(message)).isEqualTo(2);
                assertThat(message.at("/data/position/epoch"))
                        .isEqualTo(prices.at("/position/epoch"));
            }
        }
    }

    private static void subscribe(JdkClient client, String channel) {
        client.send("{\"type\":\"subscribe\",\"data\":{\"channel\":\"%s\"}}".formatted(channel));
        client.receive("subscribed");
    }

    private static JsonNode resume(
            JdkClient client, String token, String channel, JsonNode position) {
        client.send(
                "{\"type\":\"resume\",\"data\":{\"token\":\"%s\",\"channels\":{\"%s\":{\"position\":%s}}}}"
                        .formatted(token, channel, position));
        return client.receive("resumed").path("data");
    }

    private static String publication(String channel, String text, String publishId) {
        return "{\"type\":\"publish\",\"data\":{\"channel\":\"%s\",\"event\":\"said\",\"payload\":\"%s\",\"publishId\":\"%s\"}}"
                .formatted(channel, text, publishId);
    }

    private static void publish(RunningServer server, String channel, String text) {
        var answer =
                HttpCalls.post(
                        server.http("/api/channels/" + channel + "/messages"),
                        "{\"event\":\"said\",\"payload\":\"" + text + "\"}");
        assertThat(answer.statusCode()).isEqualTo(202);
    }

    private static int offset(JsonNode message) {
        return message.at("/data/offset").asInt(0);
    }

    private static String payload(JsonNode message) {
        return message.at("/data/payload").asString("");
    }
}
