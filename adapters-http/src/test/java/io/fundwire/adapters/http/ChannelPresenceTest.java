package io.fundwire.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.adapters.json.JsonDialect;
import io.fundwire.application.presence.UpdatePresence;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.message.Payload;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

/// Who is on a channel, as back ends see it.
final class ChannelPresenceTest {

    @AutoClose private final RunningApi api = RunningApi.start();

    @Test
    void showsWhoIsSubscribed() throws Exception {
        subscribe(api.join("bob"));
        subscribe(api.join("bob"));
        var alice = api.join("alice");
        subscribe(alice);
        api.core.updatePresence.handle(
                new UpdatePresence.Input(
                        alice, new ChannelName("document:1"), new Payload("{\"x\":1.50}")));

        var reply = api.get("/api/channels/document:1/presence");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.body())
                .isEqualTo(
                        """
                        {"channel":"document:1","count":2,"members":[\
                        {"userId":"alice","clients":1,"since":"2026-11-23T01:00:00.000Z",\
                        "state":{"x":1.50}},\
                        {"userId":"bob","clients":2,"since":"2026-11-23T01:00:00.000Z"}]}\
                        """);
    }

    @Test
    void nobodyIsOnAChannelThatNobodySubscribedTo() throws Exception {
        assertThat(api.get("/api/channels/document%3A1/presence").json())
                .isEqualTo(json("{\"channel\": \"document:1\", \"count\": 0, \"members\": []}"));
    }

    @Test
    void pagesFollowEachOther() throws Exception {
        for (int i = 100; i < 205; i++) {
            subscribe(api.join("user/" + i));
        }

        var first = api.get("/api/channels/document:1/presence").json();
        var second = api.get("/api/channels/document:1/presence?limit=3&after=user%2F199").json();
        var last = api.get("/api/channels/document:1/presence?limit=3&after=user%2F202").json();

        assertThat(first.at("/members").size()).isEqualTo(100);
        assertThat(first.at("/next").stringValue()).isEqualTo("user/199");
        assertThat(users(second)).isEqualTo("user/200 user/201 user/202");
        assertThat(second.at("/next").stringValue()).isEqualTo("user/202");
        assertThat(users(last)).isEqualTo("user/203 user/204");
        assertThat(last.has("next")).isFalse();
        assertThat(last.at("/count").intValue()).isEqualTo(105);
    }

    @Test
    void isRefusedWhereTheKindHidesIt() throws Exception {
        var problem = api.get("/api/channels/job:1/presence").problem(403, "presence-hidden");

        assertThat(problem.get("detail").stringValue())
                .isEqualTo("Channels of kind \"job\" do not show who is there.");
    }

    @Test
    void isRefusedOnAChannelOfNoKnownKind() throws Exception {
        api.get("/api/channels/nonsense:1/presence").problem(404, "unknown-channel-kind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "x", "1.5"})
    void refusesAPageOfAnotherSize(String limit) throws Exception {
        var problem =
                api.get("/api/channels/document:1/presence?limit=" + limit)
                        .problem(400, "invalid-field");

        assertThat(problem.get("field").stringValue()).isEqualTo("limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"document", "document:", "Document:1", ":1"})
    void refusesANameThatNoChannelHas(String channel) throws Exception {
        var problem =
                api.get("/api/channels/" + channel + "/presence").problem(400, "invalid-field");

        assertThat(problem.get("field").stringValue()).isEqualTo("channel");
    }

    // ---- in the words of these tests

    private void subscribe(ConnectedClient client) {
        api.subscribe(client, "document:1");
    }

    private static String users(JsonNode page) {
        return String.join(
                " ",
                page.at("/members")
                        .valueStream()
                        .map(member -> member.at("/userId").stringValue())
                        .toList());
    }

    private static JsonNode json(String text) {
        return JsonDialect.mapper().readTree(text);
    }
}
