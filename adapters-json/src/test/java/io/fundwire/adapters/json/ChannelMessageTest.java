package io.fundwire.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.adapters.json.fixtures.Gateway;
import io.fundwire.application.fixtures.Core;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.session.Rate;
import io.fundwire.domain.session.SessionLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What clients say about channels, field by field, and what a mistake in it is answered with.
class ChannelMessageTest {

    private static final List<String> REQUESTS =
            List.of("subscribe", "unsubscribe", "publish", "history");

    private static final String WHOLE_NUMBER = "must be a whole number from ";
    private static final String OFFSET = WHOLE_NUMBER + "0 to 9223372036854775807.";

    private final Gateway gateway = Gateway.of(asFastAsYouLike(), new VirtualClock());
    private final DirectClient alice = new DirectClient(gateway, "alice");

    @AfterEach
    void nothingWasTheServersFault() {
        assertThat(gateway.core.faults.places()).isEmpty();
    }

    // ---- names

    static final List<String> NO_NAMES =
            Stream.of(
                            "chat",
                            ":1",
                            "live:",
                            "Live:1",
                            "1live:1",
                            "-live:1",
                            "li_ve:1",
                            "lïve:1",
                            "live:1:2",
                            "live:1/2",
                            "live:a b",
                            "live:é",
                            "live:*",
                            "live:1\\n",
                            " live:1",
                            "k".repeat(33) + ":1",
                            "live:" + "x".repeat(129))
                    .flatMap(name -> REQUESTS.stream().map(type -> type + " " + name))
                    .toList();

    @ParameterizedTest
    @FieldSource("NO_NAMES")
    void refusesWhatNamesNoChannel(String typeAndName) {
        String[] both = typeAndName.split(" ", 2);

        assertInvalid(
                both[0],
                "\"channel\":\"" + both[1] + "\"",
                "data.channel must be the name of a channel:"
                        + " <kind>:<id>, such as conversation:42.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "unsubscribe", "publish", "history"})
    void refusesAChannelThatIsNoText(String type) {
        for (String channel : List.of("null", "7", "[]", "{}", "\"\"")) {
            assertInvalid(
                    type,
                    "\"channel\":" + channel,
                    "data.channel must be text of 1 to 161 characters.");
        }
        assertInvalid(
                type,
                "\"channel\":\"live:" + "x".repeat(157) + "\"",
                "data.channel must be text of 1 to 161 characters.");
    }

    @Test
    void takesTheLongestNameAndAllItsCharacters() {
        String id = "AZaz09._~-";
        for (String name : List.of("live:" + id, "live:" + "x".repeat(128))) {
            var subscribed = ask("subscribe", "\"channel\":\"" + name + "\"");

            assertThat(text(subscribed, "/type")).isEqualTo("subscribed");
            assertThat(text(subscribed, "/data/channel")).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "publish", "history"})
    void namesTheKindsThatThereAre(String type) {
        for (String kind : List.of("k", "no-such-9", "k".repeat(32))) {
            var error =
                    ask(type, "\"channel\":\"%s:1\",\"event\":\"e\",\"payload\":1".formatted(kind));

            assertThat(text(error, "/data/code")).isEqualTo("not-found");
            assertThat(text(error, "/data/message"))
                    .startsWith("There are no channels of kind \"%s\"".formatted(kind))
                    .contains("conversation", "document", "job", "live");
        }
    }

    // ---- subscribing

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "position":7                          | position must be an object.
                    "position":"e:1"                      | position must be an object.
                    "position":[]                         | position must be an object.
                    "position":{}                         | position.epoch must be text of 1 to 64 characters.
                    "position":{"epoch":"","offset":1}    | position.epoch must be text of 1 to 64 characters.
                    "position":{"epoch":7,"offset":1}     | position.epoch must be text of 1 to 64 characters.
                    "position":{"epoch":"e","offset":""}  | position.offset must be a whole number from 0 to 9223372036854775807.
                    "position":{"epoch":"e"}              | position.offset must be a whole number from 0 to 9223372036854775807.
                    "position":{"epoch":"e","offset":-1}  | position.offset must be a whole number from 0 to 9223372036854775807.
                    "position":{"epoch":"e","offset":1.5} | position.offset must be a whole number from 0 to 9223372036854775807.
                    "position":{"epoch":"e","offset":9223372036854775808} | position.offset must be a whole number from 0 to 9223372036854775807.
                    "position":{"epoch":"e","offset":1e400}               | position.offset must be a whole number from 0 to 9223372036854775807.
                    "history":-1      | history must be a whole number from 0 to 100.
                    "history":101     | history must be a whole number from 0 to 100.
                    "history":1.5     | history must be a whole number from 0 to 100.
                    "history":"5"     | history must be a whole number from 0 to 100.
                    "history":true    | history must be a whole number from 0 to 100.
                    "history":1e999999999 | history must be a whole number from 0 to 100.
                    "history":99999999999999999999 | history must be a whole number from 0 to 100.
                    "maxRate":0       | maxRate must be a number above 0.
                    "maxRate":-0.0    | maxRate must be a number above 0.
                    "maxRate":-1      | maxRate must be a number above 0.
                    "maxRate":"5"     | maxRate must be a number above 0.
                    "maxRate":true    | maxRate must be a number above 0.
                    "maxRate":1e400   | maxRate must be a number above 0.
                    "maxRate":{}      | maxRate must be a number above 0.
                    """)
    void aMistakeInASubscriptionIsAnsweredWithItsField(String field, String sentence) {
        assertInvalid("subscribe", "\"channel\":\"live:1\"," + field, "data." + sentence);

        assertThat(gateway.core.subscriptions.usersOf(new ChannelName("live:1"))).isEmpty();
    }

    @Test
    void anEpochIsNotLongerThan64Characters() {
        String position = "\"position\":{\"epoch\":\"%s\",\"offset\":0}";

        assertInvalid(
                "subscribe",
                "\"channel\":\"live:1\"," + position.formatted("e".repeat(65)),
                "data.position.epoch must be text of 1 to 64 characters.");
        var subscribed =
                ask("subscribe", "\"channel\":\"live:1\"," + position.formatted("e".repeat(64)));
        assertThat(text(subscribed, "/type")).isEqualTo("subscribed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"history\":0",
                "\"history\":100",
                "\"history\":null,\"position\":null,\"maxRate\":null",
                "\"maxRate\":0.001",
                "\"maxRate\":1e300",
                "\"maxRate\":1e-300",
                "\"maxRate\":12345678901234567890.123",
                "\"position\":{\"epoch\":\"e\",\"offset\":9223372036854775807}"
            })
    void takesWhatIsWithinTheLimits(String field) {
        var subscribed = ask("subscribe", "\"channel\":\"live:1\"," + field);

        assertThat(text(subscribed, "/type")).isEqualTo("subscribed");
        assertThat(text(subscribed, "/replyTo")).isEqualTo("7");
        assertThat(text(subscribed, "/data/channel")).isEqualTo("live:1");
        assertThat(subscribed.at("/data/recovered").booleanValue()).isFalse();
    }

    @Test
    void historyIsAsMuchAsIsAskedForAndNothingIfNothingIsSaid() {
        IntStream.rangeClosed(1, 102).forEach(i -> publish("live:1", "" + i));

        assertThat(alice.ask(request("subscribe", "\"channel\":\"live:1\""))).hasSize(1);
        for (int history : List.of(1, 100)) {
            var all =
                    alice.ask(
                            request("subscribe", "\"channel\":\"live:1\",\"history\":" + history));

            assertThat(all.getFirst().at("/data/missed").intValue()).isEqualTo(history);
            assertThat(all.subList(1, all.size()).stream().map(ChannelMessageTest::payload))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(103 - history, 102)
                                    .mapToObj(Integer::toString)
                                    .toList());
        }
    }

    @Test
    void aClientFollowsAtMost128ChannelsOfAllKindsTogether() {
        for (int i = 0; i < 64; i++) {
            subscribe("live:" + i);
            subscribe("document:" + i);
        }

        var error = ask("subscribe", "\"channel\":\"live:128\"");
        assertThat(text(error, "/data/code")).isEqualTo("forbidden");
        assertThat(text(error, "/data/message")).contains("128");

        ask("unsubscribe", "\"channel\":\"live:0\"");
        subscribe("live:128");
    }

    // ---- publishing

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "payload":1                         | event must be text of 1 to 64 characters.
                    "payload":1,"event":null            | event must be text of 1 to 64 characters.
                    "payload":1,"event":""              | event must be text of 1 to 64 characters.
                    "payload":1,"event":7               | event must be text of 1 to 64 characters.
                    "event":"e"                         | payload must be a JSON value other than null.
                    "event":"e","payload":null          | payload must be a JSON value other than null.
                    "event":"e","payload":1,"key":""    | key must be text of 1 to 128 characters.
                    "event":"e","payload":1,"key":7     | key must be text of 1 to 128 characters.
                    "event":"e","payload":1,"key":{}    | key must be text of 1 to 128 characters.
                    "event":"e","payload":1,"publishId":"1"  | publishId must be a UUID, such as 0f8fad5b-d9cb-469f-a165-70867728950e.
                    "event":"e","payload":1,"publishId":"0f8fad5bd9cb469fa16570867728950e"       | publishId must be a UUID, such as 0f8fad5b-d9cb-469f-a165-70867728950e.
                    "event":"e","payload":1,"publishId":"0f8fad5b-d9cb-469f-a165-70867728950g"   | publishId must be a UUID, such as 0f8fad5b-d9cb-469f-a165-70867728950e.
                    "event":"e","payload":1,"publishId":"{0f8fad5b-d9cb-469f-a165-70867728950e}" | publishId must be text of 1 to 36 characters.
                    """)
    void aMistakeInAPublicationIsAnsweredWithItsField(String fields, String sentence) {
        assertInvalid("publish", "\"channel\":\"live:1\"," + fields, "data." + sentence);

        assertThat(published("live:1", "")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"event, 64", "key, 128"})
    void aTextIsNotLongerThanItsLimit(String field, int limit) {
        assertInvalid(
                "publish",
                publication(field, limit + 1),
                "data.%s must be text of 1 to %d characters.".formatted(field, limit));

        assertThat(text(ask("publish", publication(field, limit)), "/type")).isEqualTo("published");
    }

    private static String publication(String field, int length) {
        return "\"channel\":\"live:1\",\"payload\":1"
                + (field.equals("event") ? "" : ",\"event\":\"e\"")
                + ",\"%s\":\"%s\"".formatted(field, "x".repeat(length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[null,{\"b\":\"é😀\"}],\"c\":{}}",
                "[]",
                "[null]",
                "\"\"",
                "\"\\u0000\\\"\\\\\"",
                "false",
                "0",
                "12345678901234567890.123",
                "123456789012345678901234567890",
                "1.10",
                "0.1000000000000000055511151231257827021181583404541015625",
                "1E+400",
                "-1E-400"
            })
    void aPayloadIsRelayedAsItIs(String payload) {
        subscribe("live:1");

        alice.send(
                request(
                        "publish",
                        "\"channel\":\"live:1\",\"event\":\"e\",\"payload\":" + payload));

        assertThat(alice.texts().getFirst()).contains("\"payload\":" + payload + ",");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1e400|1E+400", "1.0e-7|1.0E-7", "' [ 1 , 2 ] '|'[1,2]'"})
    void aPayloadMayBeWrittenOtherwiseAsLongAsItIsTheSameValue(String payload, String relayed) {
        subscribe("live:1");

        var message =
                alice.ask(
                                request(
                                        "publish",
                                        "\"channel\":\"live:1\",\"event\":\"e\",\"payload\":"
                                                + payload))
                        .getFirst();

        assertThat(message.at("/data/payload")).isEqualTo(gateway.mapper.readTree(relayed));
    }

    @Test
    void aPayloadMayBeAsLargeAsItsKindAllowsInBytes() {
        int room = 8 * 1024 - 2;

        assertThat(text(publish("live:1", "é".repeat(room / 2)), "/type")).isEqualTo("published");
        var error = publish("live:1", "é".repeat(room / 2) + "x");

        assertThat(text(error, "/data/code")).isEqualTo("too-large");
        assertThat(text(error, "/data/message"))
                .isEqualTo("data.payload has 8193 bytes, and may have 8192 on this channel.");
    }

    @Test
    void aPayloadIsNestedAsDeepAsAMessageMayBe() {
        for (int depth : List.of(62, 63, 64)) {
            var answer =
                    ask(
                            "publish",
                            "\"channel\":\"live:1\",\"event\":\"e\",\"payload\":"
                                    + "[".repeat(depth)
                                    + "]".repeat(depth));

            assertThat(text(answer, depth == 62 ? "/type" : "/data/code"))
                    .isEqualTo(depth == 62 ? "published" : "malformed-json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "unsubscribe", "publish", "history"})
    void aNumberOfTooManyDigitsIsTheClientsMistake(String type) {
        String digits = "1".repeat(1001);
        for (String number : List.of(digits, "0." + digits, "1e" + digits, "1e99999999999")) {
            var error =
                    ask(
                            type,
                            "\"channel\":\"live:1\",\"event\":\"e\",\"payload\":{\"n\":"
                                    + number
                                    + "}");

            assertThat(text(error, "/data/code")).isIn("invalid-message", "malformed-json");
        }
    }

    @Test
    void aRepeatGetsTheFirstAnswerAndSomethingElseAConflict() {
        String id = "\"publishId\":\"0F8FAD5B-d9cb-469f-a165-70867728950e\"";
        publish("live:1", "before");

        assertThat(published("live:1", "a", id)).isEqualTo(2);
        publish("live:1", "between");
        assertThat(published("live:1", "a", id)).isEqualTo(2);
        assertThat(published("live:1", "after", "\"key\":\"k\"")).isEqualTo(4);

        for (String other :
                List.of(
                        publication("live:1", "e", "b", id),
                        publication("live:1", "e2", "a", id),
                        publication("live:2", "e", "a", id),
                        publication("live:1", "e", "a", id + ",\"key\":\"k\""))) {
            var error = ask("publish", other);

            assertThat(text(error, "/data/code")).isEqualTo("conflict");
            assertThat(text(error, "/data/message")).startsWith("data.publishId ");
        }
        var bob = new DirectClient(gateway, "bob");
        var byBob = bob.askForOne(request("publish", publication("live:1", "e", "b", id)));
        assertThat(byBob.at("/data/offset").longValue()).isEqualTo(5);
    }

    @Test
    void theLast1000OfAClientAreKnown() {
        IntStream.rangeClosed(1, 1001).forEach(i -> published("live:1", "m", uuid(i)));

        assertThat(published("live:1", "m", uuid(2))).isEqualTo(2);
        assertThat(published("live:1", "m", uuid(1001))).isEqualTo(1001);
        assertThat(published("live:1", "m", uuid(1))).isEqualTo(1002);
    }

    private static String uuid(int number) {
        return "\"publishId\":\"00000000-0000-0000-0000-%012d\"".formatted(number);
    }

    @Test
    void aKindSaysWhoPublishesAndWhetherMessagesHaveKeys() {
        var stranger = publish("conversation:1", "hello");
        assertThat(text(stranger, "/data/code")).isEqualTo("not-subscribed");
        assertThat(text(publish("job:1", "done"), "/data/code")).isEqualTo("forbidden");

        subscribe("conversation:1");
        var keyed = ask("publish", publication("conversation:1", "e", "hello", "\"key\":\"k\""));
        assertThat(text(keyed, "/data/code")).isEqualTo("invalid-message");
        assertThat(text(keyed, "/data/message")).startsWith("data.key must be left out");
    }

    // ---- history

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "1.5", "\"50\"", "true", "1e1", "[]", "1e999999999"})
    void refusesAPageOfAnotherSize(String limit) {
        assertInvalid(
                "history",
                "\"channel\":\"live:1\",\"limit\":" + limit,
                "data.limit " + WHOLE_NUMBER + "1 to 100.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "\"7\"", "{}", "false", "9223372036854775808"})
    void refusesAPageThatBeginsNowhere(String before) {
        assertInvalid(
                "history", "\"channel\":\"live:1\",\"before\":" + before, "data.before " + OFFSET);
    }

    @Test
    void pagesOfHistoryFollowEachOtherToTheBeginning() {
        IntStream.rangeClosed(1, 120).forEach(i -> publish("live:1", "" + i));

        var newest = history("");
        assertThat(offsets(newest)).hasSize(50).startsWith(120L, 119L).endsWith(71L);
        var middle = history(",\"limit\":69,\"before\":" + newest.at("/data/next"));
        assertThat(offsets(middle)).hasSize(69).startsWith(70L).endsWith(2L);
        var oldest = history(",\"limit\":100,\"before\":" + middle.at("/data/next"));
        assertThat(offsets(oldest)).containsExactly(1L);
        assertThat(oldest.at("/data").has("next")).isFalse();
        assertThat(history(",\"limit\":100").at("/data/messages")).hasSize(100);
        assertThat(history(",\"before\":1").at("/data/messages")).isEmpty();
    }

    @Test
    void historyHasMessagesAsTheyWereSentWithoutPositions() {
        published("live:1", "hello", "\"key\":\"k\"");

        var message = history("").at("/data/messages/0");

        assertThat(message.propertyNames())
                .containsExactlyInAnyOrder(
                        "channel", "event", "payload", "key", "offset", "from", "publishedAt");
        assertThat(text(message, "/from/userId")).isEqualTo("alice");
        assertThat(text(message, "/from/clientId")).isEqualTo(alice.id());
    }

    // ---- in the words of these tests

    private static Core.Settings asFastAsYouLike() {
        var limits = SessionLimits.DEFAULT;
        return Core.Settings.defaults()
                .with(
                        new SessionLimits(
                                limits.heartbeatInterval(),
                                limits.maxPayload(),
                                Rate.UNLIMITED,
                                Rate.UNLIMITED,
                                limits.outbox()));
    }

    private JsonNode history(String fields) {
        var page = ask("history", "\"channel\":\"live:1\"" + fields);
        assertThat(text(page, "/type")).isEqualTo("history");
        assertThat(text(page, "/data/channel")).isEqualTo("live:1");
        return page;
    }

    private static List<Long> offsets(JsonNode page) {
        return page.at("/data/messages")
                .valueStream()
                .map(message -> message.at("/offset").longValue())
                .toList();
    }

    private void subscribe(String channel) {
        var subscribed = ask("subscribe", "\"channel\":\"" + channel + "\"");
        assertThat(text(subscribed, "/type")).isEqualTo("subscribed");
    }

    private JsonNode publish(String channel, String payload) {
        return ask("publish", publication(channel, "e", payload, "\"key\":null"));
    }

    /// The offset that it got.
    private long published(String channel, String payload, String field) {
        var answer = ask("publish", publication(channel, "e", payload, field));
        assertThat(text(answer, "/type")).as(answer.toString()).isEqualTo("published");
        assertThat(text(answer, "/data/channel")).isEqualTo(channel);
        return answer.at("/data/offset").longValue();
    }

    private long published(String channel, String payload) {
        return published(channel, payload, "\"key\":null");
    }

    private static String publication(String channel, String event, String payload, String field) {
        return "\"channel\":\"%s\",\"event\":\"%s\",\"payload\":\"%s\",%s"
                .formatted(channel, event, payload, field);
    }

    private void assertInvalid(String type, String data, String sentence) {
        var error = ask(type, data);
        assertThat(text(error, "/data/code")).isEqualTo("invalid-message");
        assertThat(text(error, "/data/message")).isEqualTo(sentence);
        assertThat(text(error, "/replyTo")).isEqualTo("7");
    }

    private JsonNode ask(String type, String data) {
        return alice.askForOne(request(type, data));
    }

    private static String request(String type, String data) {
        return "{\"type\":\"%s\",\"id\":\"7\",\"data\":{%s}}".formatted(type, data);
    }

    private static String payload(JsonNode message) {
        return message.at("/data/payload").stringValue();
    }

    private static String text(JsonNode message, String pointer) {
        return message.at(pointer).stringValue(null);
    }
}
