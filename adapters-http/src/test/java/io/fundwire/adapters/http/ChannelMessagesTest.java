package io.fundwire.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundwire.adapters.json.JsonDialect;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// What back ends publish on channels, and read of them.
final class ChannelMessagesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ID = "123e4567-e89b-12d3-a456-426614174000";

    @AutoClose private final RunningApi api = RunningApi.start();

    // ---- publishing

    @Test
    void answersWithTheOffsetOnceItIsPublished() throws Exception {
        var first = api.publishOn("job:7", event("started"));
        var second = api.publishOn("job:7", event("done"));
        var elsewhere = api.publishOn("live:7", event("started"));

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.header("Cache-Control")).isEqualTo("no-store");
        assertThat(first.json()).isEqualTo(json("{\"offset\": 1}"));
        assertThat(second.json()).isEqualTo(json("{\"offset\": 2}"));
        assertThat(elsewhere.json()).isEqualTo(json("{\"offset\": 1}"));
    }

    @Test
    void isReadAsItWasPublished() throws Exception {
        api.publishOn(
                "job:ingest-9",
                """
                {"event": "progress", "key": "bar", "publishId": "%s",
                 "payload": {"percent": 12345678901234567.890, "stage": "ü", "done": null}}
                """
                        .formatted(ID));

        var reply = api.get("/api/channels/job:ingest-9/messages");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .isEqualTo(
                        """
                        {"channel":"job:ingest-9","messages":[{"channel":"job:ingest-9",\
                        "event":"progress","payload":{"percent":12345678901234567.890,\
                        "stage":"ü","done":null},"key":"bar","offset":1,\
                        "publishedAt":"2026-11-23T01:00:00.000Z"}]}\
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"conversation%3A42", "conversation%3a42", "conversation:4%32"})
    void aChannelMayBePercentEncoded(String channel) throws Exception {
        api.publishOn(channel, event("first"));
        api.publishOn("conversation:42", event("second"));

        assertThat(events("conversation:42", "")).isEqualTo("second first");
        assertThat(events(channel, "")).isEqualTo("second first");
    }

    @Test
    void aMessageTakesThePlaceOfTheOneBeforeWithItsKey() throws Exception {
        api.publishOn("job:7", keyed("at-10", "bar"));
        api.publishOn("job:7", keyed("elsewhere", "other"));
        api.publishOn("job:7", keyed("at-20", "bar"));

        assertThat(events("job:7", "")).isEqualTo("at-20 elsewhere");
    }

    @Test
    void aRepetitionGetsTheFirstAnswerAndIsNotPublishedAgain() throws Exception {
        api.publishOn("job:7", event("before"));
        var first = api.publishOn("job:7", identified("once"));
        api.publishOn("job:7", event("after"));

        var second = api.publishOn("job:7", identified("once"));

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(events("job:7", "")).isEqualTo("after once before");
    }

    @Test
    void aPublishIdThatStandsForSomethingElseIsRefused() throws Exception {
        api.publishOn("job:7", identified("this"));

        var problem = api.publishOn("job:7", identified("that")).problem(409, "publish-id-taken");

        assertThat(problem.get("detail").stringValue())
                .isEqualTo(
                        "This publishId stands for another message on this channel, and nobody got"
                                + " this one: give it an id of its own.");
        assertThat(events("job:7", "")).isEqualTo("this");
    }

    @Test
    void eachChannelHasPublishIdsOfItsOwn() throws Exception {
        api.publishOn("job:7", identified("this"));

        assertThat(api.publishOn("job:8", identified("that")).status()).isEqualTo(202);
    }

    @Test
    void aPayloadMayBeAsLargeAsTheKindAllows() throws Exception {
        String json = "{\"event\": \"e\", \"payload\": \"%s\"}";

        assertThat(api.publishOn("live:x", json.formatted("é".repeat(4095))).status())
                .isEqualTo(202);

        var problem =
                api.publishOn("live:x", json.formatted("é".repeat(4096)))
                        .problem(413, "message-too-large");

        assertThat(problem.get("detail").stringValue())
                .isEqualTo(
                        "The payload has 8194 bytes; 8192 are allowed on channels of kind"
                                + " \"live\".");
    }

    @Test
    void aKindThatTakesNoKeysSaysSo() throws Exception {
        var problem =
                api.publishOn("conversation:42", keyed("chat", "k")).problem(400, "invalid-field");

        assertThat(problem.get("field").stringValue()).isEqualTo("key");
        assertThat(problem.get("detail").stringValue())
                .isEqualTo(
                        "key must be left out: messages on channels of kind \"conversation\" have"
                                + " none.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"payload": 1}                             | event     | must be text of 1 to 64 characters.
                    {"event": "", "payload": 1}                | event     | must be text of 1 to 64 characters.
                    {"event": 7, "payload": 1}                 | event     | must be text of 1 to 64 characters.
                    {"event": "e"}                             | payload   | must be a JSON value other than null.
                    {"event": "e", "payload": null}            | payload   | must be a JSON value other than null.
                    {"event": "e", "payload": 1, "key": ""}    | key       | must be text of 1 to 128 characters.
                    {"event": "e", "payload": 1, "key": 1}     | key       | must be text of 1 to 128 characters.
                    {"event": "e", "payload": 1, "publishId": "7"} | publishId | must be a UUID, such as 0f8fad5b-d9cb-469f-a165-70867728950e.
                    {"event": "e", "payload": 1, "publishId": "123e4567-e89b-12d3-a456-42661417400g"} | publishId | must be a UUID, such as 0f8fad5b-d9cb-469f-a165-70867728950e.
                    {"event": "e", "payload": 1, "publishId": 7} | publishId | must be text of 1 to 36 characters.
                    {"event": "e", "payload": 1, "Key": "k"}   | Key       | is not a field here: check its spelling.
                    {"event": "e", "payload": 1, "channel": "job:8"} | channel | is not a field here: check its spelling.
                    """)
    void aFieldThatIsWrongIsRefusedByName(String body, String field, String expected)
            throws Exception {
        var problem = api.publishOn("job:7", body).problem(400, "invalid-field");

        assertThat(problem.get("field").stringValue()).isEqualTo(field);
        assertThat(problem.get("detail").stringValue()).isEqualTo(field + " " + expected);
        assertThat(events("job:7", "")).isEmpty();
    }

    @Test
    void anEventAndAKeyHaveALongestLength() throws Exception {
        assertThat(api.publishOn("job:7", keyed("e".repeat(64), "k".repeat(128))).status())
                .isEqualTo(202);
        api.publishOn("job:7", keyed("e".repeat(65), "k")).problem(400, "invalid-field");
        api.publishOn("job:7", keyed("e", "k".repeat(129))).problem(400, "invalid-field");
    }

    // ---- reading

    @Test
    void aChannelOnWhichNobodyPublishedIsEmpty() throws Exception {
        assertThat(api.get("/api/channels/job:7/messages").json())
                .isEqualTo(json("{\"channel\": \"job:7\", \"messages\": []}"));
    }

    @Test
    void pagesGoBackFromTheNewest() throws Exception {
        for (String event : "a b c d e".split(" ", -1)) {
            api.publishOn("conversation:42", event(event));
        }

        assertThat(events("conversation:42", "?limit=2")).isEqualTo("e d");
        assertThat(next("conversation:42", "?limit=2")).isEqualTo(4);
        assertThat(events("conversation:42", "?limit=2&before=4")).isEqualTo("c b");
        assertThat(next("conversation:42", "?limit=2&before=4")).isEqualTo(2);
        assertThat(events("conversation:42", "?limit=2&before=2")).isEqualTo("a");
        assertThat(api.get("/api/channels/conversation:42/messages?before=2").json().has("next"))
                .isFalse();
    }

    @Test
    void aPageHas50MessagesIfNobodySays() throws Exception {
        for (int i = 0; i < 51; i++) {
            api.publishOn("live:x", event("e"));
        }

        assertThat(messages("live:x", "")).hasSize(50);
        assertThat(messages("live:x", "?limit=100")).hasSize(51);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit, must be a whole number from 1 to 100.",
        "limit=101, limit, must be a whole number from 1 to 100.",
        "limit=x, limit, must be a whole number from 1 to 100.",
        "before=-1, before, must be what \"next\" of the page before said.",
        "before=x, before, must be what \"next\" of the page before said."
    })
    void aQueryThatIsWrongIsRefusedByName(String query, String field, String expected)
            throws Exception {
        var problem =
                api.get("/api/channels/job:7/messages?" + query).problem(400, "invalid-field");

        assertThat(problem.get("field").stringValue()).isEqualTo(field);
        assertThat(problem.get("detail").stringValue()).isEqualTo(field + " " + expected);
    }

    // ---- both

    @ParameterizedTest
    @ValueSource(
            strings = {"job", "job:", ":7", "Job:7", "job:a%20b", "job:a:b", "7:7", "job:%C3%A9"})
    void whatIsNoNameOfAChannelIsRefused(String name) throws Exception {
        var problem = api.publishOn(name, event("e")).problem(400, "invalid-field");

        assertThat(problem.get("field").stringValue()).isEqualTo("channel");
        assertThat(problem.get("detail").stringValue())
                .startsWith("channel must be the name of a channel: <kind>:<id>, such as");
        api.get("/api/channels/" + name + "/messages").problem(400, "invalid-field");
    }

    @Test
    void aKindThatIsNotThereIsNotFoundAndTheOthersAreNamed() throws Exception {
        String expected =
                "There are no channels of kind \"jobs\": the kinds here are board, conversation,"
                        + " document, job, live, talk.";

        assertThat(detail(api.publishOn("jobs:7", event("e")))).isEqualTo(expected);
        assertThat(detail(api.get("/api/channels/jobs:7/messages"))).isEqualTo(expected);
    }

    @Test
    void anyOtherMethodIsToldWhichThereAre() throws Exception {
        var reply = api.send(api.request("/api/channels/job:7/messages").DELETE());

        reply.problem(405, "method-not-allowed");
        assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, POST");
    }

    @Test
    void aForeignPageMayNotPublish() throws Exception {
        api.send(
                        api.request("/api/channels/job:7/messages")
                                .header("Origin", "https://evil.example")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(event("e"))))
                .problem(403, "foreign-origin");
        api.send(
                        api.request("/api/channels/job:7/messages")
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString(event("e"))))
                .problem(415, "unsupported-media-type");

        assertThat(events("job:7", "")).isEmpty();
    }

    @Test
    void whileTheDiskFailsItIsSaidWhenToTryAgain() throws Exception {
        api.diskLog.fail();

        var refused = api.publishOn("job:7", event("e"));
        var unread = api.get("/api/channels/job:7/messages");

        refused.problem(503, "not-kept");
        assertThat(refused.header("Retry-After")).isEqualTo("10");
        unread.problem(503, "store-unavailable");
        assertThat(unread.header("Retry-After")).isEqualTo("10");
        assertThat(api.publishOn("live:7", event("e")).status()).isEqualTo(202);
    }

    @Test
    void readingIsLeftToWhoMayWaitForADisk() throws Exception {
        api.publishOn("job:7", event("e"));
        api.holdReaders();
        var page = CompletableFuture.supplyAsync(() -> got("/api/channels/job:7/messages"));
        await().atMost(PATIENCE).until(() -> api.heldReaders() == 1);

        api.releaseReaders();

        assertThat(page.get().json().get("messages")).hasSize(1);
    }

    private Reply got(String path) {
        try {
            return api.get(path);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private String events(String channel, String query) throws Exception {
        return String.join(
                " ",
                messages(channel, query)
                        .valueStream()
                        .map(message -> message.get("event").stringValue())
                        .toList());
    }

    private JsonNode messages(String channel, String query) throws Exception {
        return api.get("/api/channels/" + channel + "/messages" + query).json().get("messages");
    }

    private long next(String channel, String query) throws Exception {
        return api.get("/api/channels/" + channel + "/messages" + query)
                .json()
                .get("next")
                .longValue();
    }

    private static String detail(Reply reply) {
        return reply.problem(404, "unknown-channel-kind").get("detail").stringValue();
    }

    private static String event(String event) {
        return "{\"event\": \"%s\", \"payload\": {}}".formatted(event);
    }

    private static String keyed(String event, String key) {
        return "{\"event\": \"%s\", \"payload\": {}, \"key\": \"%s\"}".formatted(event, key);
    }

    private static String identified(String event) {
        return "{\"event\": \"%s\", \"payload\": {}, \"publishId\": \"%s\"}".formatted(event, ID);
    }

    private static JsonNode json(String text) {
        return JsonDialect.mapper().readTree(text);
    }
}
