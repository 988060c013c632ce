package io.fundwire.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.adapters.json.fixtures.Gateway;
import io.fundwire.application.fixtures.Core;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;

/// Presence, as it is on the wire.
class PresenceMessageTest {

    private final VirtualClock clock = new VirtualClock();
    private final Gateway gateway = Gateway.on(clock);
    private final DirectClient alice = new DirectClient(gateway, "alice");
    private final DirectClient bob = new DirectClient(gateway, "bob");

    @Test
    void whoIsOnAChannelIsShown() {
        bob.ask(subscribe("conversation:42"));
        new DirectClient(gateway, "bob").ask(subscribe("conversation:42"));
        alice.ask(subscribe("conversation:42"));
        bob.send(update("conversation:42", "{\"cursor\":[1,2.50]}"));
        alice.received();

        JsonNode presence = alice.askForOne(request("\"channel\":\"conversation:42\""));

        assertThat(presence.at("/type").stringValue()).isEqualTo("presence");
        assertThat(presence.at("/replyTo").stringValue()).isEqualTo("7");
        assertThat(presence.at("/data"))
                .isEqualTo(
                        json(
                                """
                                {"channel": "conversation:42", "count": 2, "members": [
                                  {"userId": "alice", "clients": 1,
                                   "since": "2026-11-23T01:00:00.000Z"},
                                  {"userId": "bob", "clients": 2,
                                   "since": "2026-11-23T01:00:00.000Z",
                                   "state": {"cursor": [1, 2.50]}}]}
                                """));
    }

    @Test
    void pagesFollowEachOther() {
        for (String name : List.of("carol", "dora", "eve")) {
            new DirectClient(gateway, name).ask(subscribe("document:1"));
        }

        JsonNode first = alice.askForOne(request("\"channel\":\"document:1\",\"limit\":2"));
        JsonNode second =
                alice.askForOne(
                        request(
                                "\"channel\":\"document:1\",\"limit\":2,\"after\":"
                                        + first.at("/data/next")));

        assertThat(first.at("/data/next").stringValue()).isEqualTo("dora");
        assertThat(users(first)).containsExactly("carol", "dora");
        assertThat(users(second)).containsExactly("eve");
        assertThat(second.at("/data").has("next")).isFalse();
        assertThat(second.at("/data/count").intValue()).isEqualTo(3);
    }

    @Test
    void aPageHasOneHundredWhereNoLimitIsSaid() {
        for (int i = 0; i < 101; i++) {
            new DirectClient(gateway, "user-" + i).ask(subscribe("document:1"));
        }

        assertThat(users(alice.askForOne(request("\"channel\":\"document:1\"")))).hasSize(100);
    }

    @Test
    void subscribersAreToldWhoJoinsWhoIsHowAndWhoLeaves() {
        alice.ask(subscribe("document:1"));

        bob.ask(subscribe("document:1"));
        JsonNode join = alice.received().getFirst();
        bob.send(update("document:1", "\"away\""));
        JsonNode away = alice.received().getFirst();
        bob.send(update("document:1", "null"));
        JsonNode back = alice.received().getFirst();
        bob.leave();
        assertThat(alice.received()).isEmpty();
        clock.advance(Duration.ofSeconds(10));
        gateway.core.alarms.ring();
        JsonNode leave = alice.received().getFirst();

        assertThat(join.at("/type").stringValue()).isEqualTo("presence-join");
        assertThat(join.at("/clientId").stringValue()).isEqualTo(bob.id());
        assertThat(join.at("/data"))
                .isEqualTo(
                        json(
                                """
                                {"channel": "document:1", "userId": "bob",
                                 "since": "2026-11-23T01:00:00.000Z"}
                                """));
        assertThat(away.at("/type").stringValue()).isEqualTo("presence-update");
        assertThat(away.at("/data"))
                .isEqualTo(
                        json(
                                """
                                {"channel": "document:1", "userId": "bob", "clientId": "%s",
                                 "state": "away"}
                                """
                                        .formatted(bob.id())));
        assertThat(back.at("/type").stringValue()).isEqualTo("presence-update");
        assertThat(back.at("/data").has("state")).isFalse();
        assertThat(leave.at("/type").stringValue()).isEqualTo("presence-leave");
        assertThat(leave.has("clientId")).isFalse();
        assertThat(leave.at("/data"))
                .isEqualTo(json("{\"channel\": \"document:1\", \"userId\": \"bob\"}"));
    }

    @Test
    void ofTooManyTheNumberIsTold() {
        var crowded = Gateway.of(Core.Settings.defaults().withMaxConnections(1001), clock);
        var watcher = new DirectClient(crowded, "watcher");
        watcher.ask(subscribe("document:1"));
        for (int i = 0; i < 999; i++) {
            new DirectClient(crowded, "user-" + i).ask(subscribe("document:1"));
            watcher.received();
        }

        new DirectClient(crowded, "one-more").ask(subscribe("document:1"));

        JsonNode count = watcher.received().getFirst();
        assertThat(count.at("/type").stringValue()).isEqualTo("presence-count");
        assertThat(count.at("/data"))
                .isEqualTo(json("{\"channel\": \"document:1\", \"count\": 1001}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "0", "false", "[]", "{}", "1.10", "\"ü😀\""})
    void aStateMayBeAnyJson(String state) {
        alice.ask(subscribe("document:1"));
        bob.ask(subscribe("document:1"));
        alice.received();

        bob.send(update("document:1", state));

        assertThat(alice.received().getFirst().at("/data/state"))
                .isEqualTo(gateway.mapper.readTree(state));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
                    `channel`: 7                            | data.channel must be text of 1 to 161 characters.
                    `channel`: `nonsense`                   | data.channel must be the name of a channel: <kind>:<id>, such as conversation:42.
                    `channel`: `document:1`, `limit`: 0     | data.limit must be a whole number from 1 to 100.
                    `channel`: `document:1`, `limit`: 101   | data.limit must be a whole number from 1 to 100.
                    `channel`: `document:1`, `limit`: `5`   | data.limit must be a whole number from 1 to 100.
                    `channel`: `document:1`, `after`: 7     | data.after must be text of 1 to 128 characters.
                    `channel`: `document:1`, `after`: ``    | data.after must be text of 1 to 128 characters.
                    """)
    void refusesAPageOfNothing(String data, String sentence) {
        assertRefused(
                alice.askForOne(request(data.replace('`', '"'))), "invalid-message", sentence);
    }

    @Test
    void refusesAStateThatIsNotThere() {
        assertRefused(
                alice.askForOne(
                        "{\"type\":\"presence-update\",\"data\":{\"channel\":\"document:1\"}}"),
                "invalid-message",
                "data.state must be a JSON value; null takes the state away.");
    }

    @Test
    void refusesAStateThatIsTooLarge() {
        alice.ask(subscribe("document:1"));

        assertRefused(
                alice.askForOne(update("document:1", "\"" + "x".repeat(1023) + "\"")),
                "too-large",
                "data.state has 1025 bytes, and may have 1024.");
    }

    @Test
    void refusesAStateOfWhoIsNotSubscribed() {
        assertRefused(
                alice.askForOne(update("document:1", "\"away\"")),
                "not-subscribed",
                "Subscribe to channel \"document:1\" before you say how you are there.");
    }

    @Test
    void refusesBothWhereNobodyIsShown() {
        alice.ask(subscribe("live:1"));
        String sentence = "Channels of kind \"live\" do not show who is there.";

        assertRefused(alice.askForOne(request("\"channel\":\"live:1\"")), "forbidden", sentence);
        assertRefused(alice.askForOne(update("live:1", "\"away\"")), "forbidden", sentence);
    }

    // ---- in the words of these tests

    private JsonNode json(String text) {
        return gateway.mapper.readTree(text);
    }

    private static List<String> users(JsonNode page) {
        return page.at("/data/members")
                .valueStream()
                .map(member -> member.at("/userId").stringValue())
                .toList();
    }

    private static String subscribe(String channel) {
        return "{\"type\":\"subscribe\",\"data\":{\"channel\":\"" + channel + "\"}}";
    }

    private static String request(String data) {
        return "{\"type\":\"presence-request\",\"id\":\"7\",\"data\":{" + data + "}}";
    }

    private static String update(String channel, String state) {
        return "{\"type\":\"presence-update\",\"data\":{\"channel\":\"%s\",\"state\":%s}}"
                .formatted(channel, state);
    }

    private static void assertRefused(JsonNode error, String code, String sentence) {
        assertThat(error.at("/data/code").stringValue()).isEqualTo(code);
        assertThat(error.at("/data/message").stringValue()).isEqualTo(sentence);
    }
}
