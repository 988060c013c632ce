package io.fundwire.adapters.http;

import static io.fundwire.adapters.http.Bodies.letters;
import static io.fundwire.adapters.http.Bodies.list;
import static io.fundwire.adapters.http.Bodies.nested;
import static io.fundwire.adapters.http.Bodies.with;
import static io.fundwire.adapters.http.Bodies.without;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/// Every mistake that a publisher can make in a field: what is answered names the field and says
/// what was expected, and nothing is published.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InvalidFieldTest {

    @AutoClose private final RunningApi api = RunningApi.start();

    static Stream<Arguments> mistakes() {
        return Stream.of(
                        title(),
                        body(),
                        optionalTexts(),
                        severity(),
                        payload(),
                        actions(),
                        ttl(),
                        audience(),
                        ackDeadline(),
                        idempotencyKey())
                .flatMap(part -> part);
    }

    private static Stream<Arguments> title() {
        String expected = "must be text of 1 to 256 characters.";
        return Stream.of(
                mistake("missing", without("title"), "title", expected),
                mistake("null", with("title", "null"), "title", expected),
                mistake("empty", with("title", "\"\""), "title", expected),
                mistake("257 characters", with("title", letters(257)), "title", expected),
                mistake("a number", with("title", "5"), "title", expected),
                mistake("a truth value", with("title", "true"), "title", expected),
                mistake("a list", with("title", "[\"a\"]"), "title", expected),
                mistake("an object", with("title", "{}"), "title", expected));
    }

    private static Stream<Arguments> body() {
        String expected = "must be text of 1 to 8192 characters.";
        return Stream.of(
                mistake("missing", without("body"), "body", expected),
                mistake("empty", with("body", "\"\""), "body", expected),
                mistake("8193 characters", with("body", letters(8193)), "body", expected),
                mistake("a number", with("body", "0.5"), "body", expected));
    }

    private static Stream<Arguments> optionalTexts() {
        String ofCategory = "must be text of 1 to 64 characters.";
        String ofLink = "must be text of 1 to 2048 characters.";
        return Stream.of(
                mistake("empty", with("category", "\"\""), "category", ofCategory),
                mistake("65 characters", with("category", letters(65)), "category", ofCategory),
                mistake("a list", with("category", "[]"), "category", ofCategory),
                mistake("empty", with("link", "\"\""), "link", ofLink),
                mistake("2049 characters", with("link", letters(2049)), "link", ofLink),
                mistake("an object", with("link", "{}"), "link", ofLink));
    }

    private static Stream<Arguments> severity() {
        String expected = "must be one of \"info\", \"success\", \"warning\", \"critical\".";
        return Stream.of(
                mistake("unknown", with("severity", "\"loud\""), "severity", expected),
                mistake("in capitals", with("severity", "\"INFO\""), "severity", expected),
                mistake("empty", with("severity", "\"\""), "severity", expected),
                mistake("a number", with("severity", "0"), "severity", expected));
    }

    private static Stream<Arguments> payload() {
        String expected = "must be at most 8192 bytes of JSON.";
        String twoBytesEach = Bodies.text("ü".repeat(4096));
        return Stream.of(
                mistake("8193 bytes", with("payload", letters(8191)), "payload", expected),
                mistake(
                        "63 levels",
                        with("payload", nested(63)),
                        "payload",
                        "must be nested at most 62 deep."),
                mistake("4098 characters", with("payload", twoBytesEach), "payload", expected));
    }

    private static Stream<Arguments> actions() {
        String list = "must be a list of at most 10 objects.";
        String id = "must be text of 1 to 64 characters.";
        String label = "must be text of 1 to 80 characters.";
        String style = "must be text of 1 to 32 characters.";
        String eleven = list(11, "{\"id\": \"%1$d\", \"label\": \"%1$d\"}");
        return Stream.of(
                mistake("an object", with("actions", "{}"), "actions", list),
                mistake("text", with("actions", "\"open\""), "actions", list),
                mistake("eleven", with("actions", eleven), "actions", list),
                mistake("of text", with("actions", "[\"a\"]"), "actions[0]", "must be an object."),
                mistake(
                        "null after a good one",
                        with("actions", "[{\"id\":\"a\",\"label\":\"A\"}, null]"),
                        "actions[1]",
                        "must be an object."),
                mistake("without id", action("\"label\":\"A\""), "actions[0].id", id),
                mistake(
                        "misspelled",
                        action("\"id\":\"a\",\"label\":\"A\",\"stile\":\"x\""),
                        "actions[0].stile",
                        "is not a field here: check its spelling."),
                mistake("empty id", action("\"id\":\"\",\"label\":\"A\""), "actions[0].id", id),
                mistake(
                        "id of 65",
                        action("\"id\":%s,\"label\":\"A\"".formatted(letters(65))),
                        "actions[0].id",
                        id),
                mistake(
                        "id that is a number",
                        action("\"id\":1,\"label\":\"A\""),
                        "actions[0].id",
                        id),
                mistake("without label", action("\"id\":\"a\""), "actions[0].label", label),
                mistake(
                        "label of 81",
                        action("\"id\":\"a\",\"label\":%s".formatted(letters(81))),
                        "actions[0].label",
                        label),
                mistake(
                        "empty style",
                        action("\"id\":\"a\",\"label\":\"A\",\"style\":\"\""),
                        "actions[0].style",
                        style),
                mistake(
                        "style of 33",
                        action("\"id\":\"a\",\"label\":\"A\",\"style\":%s".formatted(letters(33))),
                        "actions[0].style",
                        style),
                mistake(
                        "same id twice",
                        with("actions", list(2, "{\"id\": \"a\", \"label\": \"%d\"}")),
                        "actions",
                        "must have different ids."));
    }

    private static Stream<Arguments> ttl() {
        String expected = "must be a whole number from 1 to 2592000.";
        return Stream.of(
                        "0",
                        "-1",
                        "2592001",
                        "9223372036854775808",
                        "1.0",
                        "1.5",
                        "1e3",
                        "\"60\"",
                        "true",
                        "[]")
                .map(value -> mistake(value, with("ttlSeconds", value), "ttlSeconds", expected));
    }

    private static Stream<Arguments> audience() {
        String object = "must be an object.";
        String one = "must have exactly one of user, users, channel and everyone.";
        String name = "must be the name of a channel: <kind>:<id>, such as conversation:42.";
        String user = "must be text of 1 to 128 characters.";
        String users = "must be a list of 1 to 1000 texts, each of 1 to 128 characters.";
        String control = "must not contain control characters.";
        String tooMany = "{\"users\": %s}".formatted(list(1001, "\"%d\""));
        return Stream.of(
                audience("\"everyone\"", "audience", object),
                audience("[\"alice\"]", "audience", object),
                audience("true", "audience", object),
                audience("null", "audience", "must be an object; leave it out for everyone."),
                audience("{}", "audience", one),
                audience("{\"user\": null}", "audience", one),
                audience("{\"channel\": \"job\"}", "audience.channel", name),
                audience("{\"channel\": \"Job:1\"}", "audience.channel", name),
                audience("{\"channel\": \"job:1 2\"}", "audience.channel", name),
                audience(
                        "{\"channel\": \"chat:1\"}",
                        "audience.channel",
                        "must be of a kind that is known here: board, conversation, document, job,"
                                + " live, talk."),
                audience("{\"user\": \"a\", \"channel\": \"job:1\"}", "audience", one),
                audience("{\"user\": \"a\", \"users\": [\"b\"]}", "audience", one),
                audience("{\"user\": \"a\", \"everyone\": true}", "audience", one),
                audience("{\"user\": \"a\", \"everyone\": false}", "audience", one),
                audience("{\"everyone\": false}", "audience.everyone", "must be true."),
                audience("{\"everyone\": \"yes\"}", "audience.everyone", "must be true or false."),
                audience("{\"user\": \"\"}", "audience.user", user),
                audience("{\"user\": 7}", "audience.user", user),
                audience("{\"user\": [\"a\"]}", "audience.user", user),
                audience("{\"user\": %s}".formatted(letters(129)), "audience.user", user),
                audience("{\"user\": \"a\\u0000b\"}", "audience.user", control),
                audience("{\"user\": \"a\\u0085b\"}", "audience.user", control),
                audience("{\"users\": []}", "audience.users", users),
                audience("{\"users\": {}}", "audience.users", users),
                audience("{\"users\": \"a\"}", "audience.users", users),
                audience("{\"users\": [\"a\", \"\"]}", "audience.users", users),
                audience("{\"users\": [\"a\", 1]}", "audience.users", users),
                audience("{\"users\": [\"a\", null]}", "audience.users", users),
                audience("{\"users\": [%s]}".formatted(letters(129)), "audience.users", users),
                audience("{\"users\": [\"a\", \"b\\n\"]}", "audience.users", control),
                mistake("1001 users", with("audience", tooMany), "audience.users", users));
    }

    private static Stream<Arguments> ackDeadline() {
        return Stream.of("0", "-1", "61", "1.5", "1e1", "\"60\"", "true", "[]")
                .map(value ->
                        mistake(
                                value,
                                "{\"title\":\"t\",\"body\":\"b\",\"ttlSeconds\":60,"
                                        + "\"ackDeadlineSeconds\":%s}".formatted(value),
                                "ackDeadlineSeconds",
                                "must be a whole number from 1 to 60."));
    }

    private static Stream<Arguments> idempotencyKey() {
        String expected = "must be text of 1 to 128 characters.";
        String ascii = "must be 1 to 128 printable ASCII characters.";
        return Stream.of(
                mistake("empty", with("idempotencyKey", "\"\""), "idempotencyKey", expected),
                mistake("129", with("idempotencyKey", letters(129)), "idempotencyKey", expected),
                mistake("a number", with("idempotencyKey", "7"), "idempotencyKey", expected),
                mistake("umlaut", with("idempotencyKey", "\"ü\""), "idempotencyKey", ascii),
                mistake("control", with("idempotencyKey", "\"a\\n\""), "idempotencyKey", ascii));
    }

    private static String action(String fields) {
        return with("actions", "[{" + fields + "}]");
    }

    private static Arguments audience(String value, String field, String expected) {
        return mistake(value, with("audience", value), field, expected);
    }

    private static Arguments mistake(String what, String body, String field, String expected) {
        String name = what.length() > 60 ? what.substring(0, 60) + "…" : what;
        return Arguments.argumentSet(field + ": " + name, body, field, expected);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isNamedAndNothingIsPublished(String body, String field, String expected) throws Exception {
        long before = api.core.store.counts().published();

        var problem = api.publish(body).problem(400, "invalid-field");

        assertThat(problem.get("field").stringValue()).isEqualTo(field);
        assertThat(problem.get("detail").stringValue()).isEqualTo(field + " " + expected);
        assertThat(api.core.store.counts().published()).isEqualTo(before);
    }
}
