package io.fundwire.adapters.http;

import static io.fundwire.adapters.http.Bodies.letters;
import static io.fundwire.adapters.http.Bodies.list;
import static io.fundwire.adapters.http.Bodies.nested;
import static io.fundwire.adapters.http.Bodies.titled;
import static io.fundwire.adapters.http.Bodies.to;
import static io.fundwire.adapters.http.Bodies.with;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.adapters.json.JsonDialect;
import io.fundwire.application.session.ConnectedClient;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;

final class PublishingTest {

    @AutoClose private final RunningApi api = RunningApi.start();

    @Test
    void answersWithIdAndTimeOnceItIsPublished() throws Exception {
        var reply = api.publish(titled("Report ready"));

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.json().propertyNames()).containsExactly("notificationId", "createdAt");
        assertThat(reply.json().get("notificationId").stringValue()).startsWith("ntf_");
        assertThat(reply.json().get("createdAt").stringValue())
                .isEqualTo("2026-11-23T01:00:00.000Z");
    }

    @Test
    void eachHasAnIdOfItsOwnThatItsAddresseesAreToldToo() throws Exception {
        var alice = api.join("alice");

        var first = idOf(api.publish(titled("First")));
        var second = idOf(api.publish(titled("Second")));

        assertThat(first).isNotEqualTo(second);
        assertThat(api.notificationsFor(alice))
                .extracting(data -> data.get("notificationId").stringValue())
                .containsExactly(first, second);
    }

    @Test
    void arrivesAsItWasSent() throws Exception {
        var alice = api.join("alice");

        api.publish(
                """
                {"audience": {"user": "alice"},
                 "title": "Über 10 € \\"netto\\" \\ud83d\\ude80",
                 "body": "Line one\\nLine two",
                 "severity": "warning",
                 "category": "reports",
                 "link": "https://example.org/reports/7?a=b#c",
                 "actions": [{"id": "open", "label": "Open", "style": "primary"},
                             {"id": "later", "label": "Later"}],
                 "payload": {"fund": "A", "parts": [1, true, null, "x"]},
                 "ttlSeconds": 60}
                """);

        assertThat(api.notificationsFor(alice))
                .singleElement()
                .satisfies(data -> {
                    assertThat(text(data, "title")).isEqualTo("Über 10 € \"netto\" 🚀");
                    assertThat(text(data, "body")).isEqualTo("Line one\nLine two");
                    assertThat(text(data, "severity")).isEqualTo("warning");
                    assertThat(text(data, "category")).isEqualTo("reports");
                    assertThat(text(data, "link")).isEqualTo("https://example.org/reports/7?a=b#c");
                    assertThat(data.get("actions"))
                            .isEqualTo(
                                    json(
                                            """
                                            [{"id": "open", "label": "Open", "style": "primary"},
                                             {"id": "later", "label": "Later"}]
                                            """));
                    assertThat(data.get("payload"))
                            .isEqualTo(
                                    json("{\"fund\": \"A\", \"parts\": [1, true, null, \"x\"]}"));
                    assertThat(text(data, "createdAt")).isEqualTo("2026-11-23T01:00:00.000Z");
                    assertThat(text(data, "expiresAt")).isEqualTo("2026-11-23T01:01:00.000Z");
                    assertThat(data.get("redelivered").booleanValue()).isFalse();
                });
    }

    @Test
    void whatIsLeftOutIsAbsentOrTheDefault() throws Exception {
        var alice = api.join("alice");

        api.publish("{\"title\": \"t\", \"body\": \"b\"}");

        assertThat(api.notificationsFor(alice))
                .singleElement()
                .satisfies(data -> {
                    assertThat(data.propertyNames())
                            .containsExactlyInAnyOrder(
                                    "notificationId",
                                    "title",
                                    "body",
                                    "severity",
                                    "createdAt",
                                    "expiresAt",
                                    "redelivered");
                    assertThat(text(data, "severity")).isEqualTo("info");
                    assertThat(text(data, "expiresAt")).isEqualTo("2026-11-30T01:00:00.000Z");
                });
    }

    @Test
    void nullMeansLeftOut() throws Exception {
        var reply =
                api.publish(
                        """
                        {"title": "t", "body": "b", "severity": null,
                         "category": null, "link": null, "actions": null, "payload": null,
                         "ttlSeconds": null, "idempotencyKey": null, "ackDeadlineSeconds": null}
                        """);

        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
    }

    /// What is meant for one must not reach everyone because of a typing error.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"audiance\":{\"user\":\"bob\"},\"title\":\"t\",\"body\":\"b\"}",
                "{\"audience\":{\"user\":\"bob\",\"usr\":1},\"title\":\"t\",\"body\":\"b\"}"
            })
    void aFieldThatNobodyKnowsIsRefused(String body) throws Exception {
        var alice = api.join("alice");

        var problem = api.publish(body).problem(400, "invalid-field");

        assertThat(problem.get("detail").stringValue()).contains("check its spelling");
        assertThat(api.notificationsFor(alice)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"info", "success", "warning", "critical"})
    void takesEverySeverity(String severity) throws Exception {
        var alice = api.join("alice");

        api.publish(with("severity", Bodies.text(severity)));

        assertThat(api.notificationsFor(alice))
                .extracting(data -> text(data, "severity"))
                .containsExactly(severity);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"text\"",
                "false",
                "0",
                "[]",
                "{}",
                "12345678901234567890123",
                "12345678901234567.89",
                "[0.10, {\"a\": null}]"
            })
    void relaysAnyPayloadWithoutTouchingIt(String payload) throws Exception {
        var alice = api.join("alice");

        api.publish(with("payload", payload));

        assertThat(api.notificationsFor(alice))
                .extracting(data -> data.get("payload").toString())
                .containsExactly(json(payload).toString());
        assertThat(api.core.store.openEntries(alice.user(), 0, 1, api.core.clock.instant()))
                .extracting(entry -> entry.notification().payload().json())
                .containsExactly(payload.replace(" ", ""));
    }

    @Test
    void whatIsNestedAsDeepAsItMayBeArrivesReadable() throws Exception {
        var alice = api.join("alice");
        String objects = "{\"a\":".repeat(61) + "{}" + "}".repeat(61);

        api.publish(with("payload", nested(62)));
        api.publish(with("payload", objects));

        assertThat(api.notificationsFor(alice))
                .extracting(data -> data.get("payload").toString())
                .containsExactly(nested(62), objects);
    }

    // Whom it reaches.

    @Test
    void reachesAllClientsOfItsUserAndNobodyElse() throws Exception {
        var phone = api.join("alice");
        var tab = api.join("alice");
        var bob = api.join("bob");
        var stranger = api.joinAnonymously();

        api.publish(to("{\"user\": \"alice\"}", "For Alice"));

        assertThat(titlesFor(phone)).containsExactly("For Alice");
        assertThat(titlesFor(tab)).containsExactly("For Alice");
        assertThat(titlesFor(bob)).isEmpty();
        assertThat(titlesFor(stranger)).isEmpty();
        assertThat(api.inbox("alice")).containsExactly("For Alice");
        assertThat(api.inbox("bob")).isEmpty();
    }

    @Test
    void waitsInTheInboxOfAUserWhoIsNotThere() throws Exception {
        api.publish(to("{\"user\": \"alice\"}", "For later"));

        assertThat(api.inbox("alice")).containsExactly("For later");
        assertThat(titlesFor(api.join("alice"))).containsExactly("For later");
    }

    @Test
    void reachesTheUsersNamedAndNobodyElse() throws Exception {
        api.join("dora");

        api.publish(to("{\"users\": [\"alice\", \"bob\", \"alice\"]}", "For two"));

        assertThat(api.inbox("alice")).containsExactly("For two");
        assertThat(api.inbox("bob")).containsExactly("For two");
        assertThat(api.inbox("dora")).isEmpty();
        assertThat(api.core.store.counts().pending()).isEqualTo(2);
    }

    @Test
    void reachesAThousandUsers() throws Exception {
        var reply = api.publish(to("{\"users\": %s}".formatted(list(1000, "\"user-%d\"")), "All"));

        assertThat(reply.status()).isEqualTo(202);
        assertThat(api.core.store.counts().pending()).isEqualTo(1000);
        assertThat(api.inbox("user-0")).containsExactly("All");
        assertThat(api.inbox("user-999")).containsExactly("All");
    }

    @Test
    void reachesAnAnonymousClientByItsId() throws Exception {
        var stranger = api.joinAnonymously();
        var other = api.joinAnonymously();

        api.publish(to("{\"user\": \"%s\"}".formatted(stranger.id()), "For one"));

        assertThat(titlesFor(stranger)).containsExactly("For one");
        assertThat(titlesFor(other)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {", \"audience\": {\"everyone\": true}", ""})
    void reachesEveryoneSeenLatelyOrConnectedNow(String audience) throws Exception {
        api.disconnect(api.join("alice"), 1000);
        var bob = api.join("bob");
        var stranger = api.joinAnonymously();

        api.publish("{\"title\": \"For all\", \"body\": \"b\"%s}".formatted(audience));

        assertThat(api.inbox("alice")).containsExactly("For all");
        assertThat(titlesFor(bob)).containsExactly("For all");
        assertThat(titlesFor(stranger)).containsExactly("For all");
        assertThat(api.inbox("carol")).isEmpty();
    }

    // Lengths that just fit.

    static List<ArgumentSet> largest() {
        return List.of(
                argumentSet("title of one character", with("title", letters(1))),
                argumentSet("title", with("title", letters(256))),
                argumentSet("body", with("body", letters(8192))),
                argumentSet("category", with("category", letters(64))),
                argumentSet("link", with("link", letters(2048))),
                argumentSet("payload", with("payload", letters(8190))),
                argumentSet("payload of 62 levels", with("payload", nested(62))),
                argumentSet("no actions", with("actions", "[]")),
                argumentSet(
                        "ten actions",
                        with("actions", list(10, "{\"id\": \"%d\", \"label\": \"same\"}"))),
                argumentSet(
                        "texts of an action",
                        with(
                                "actions",
                                "[{\"id\": %s, \"label\": %s, \"style\": %s}]"
                                        .formatted(letters(64), letters(80), letters(32)))),
                argumentSet("user", to("{\"user\": %s}".formatted(letters(128)), "t")),
                argumentSet("one of users", to("{\"users\": [%s]}".formatted(letters(128)), "t")),
                argumentSet("ttlSeconds of 1", with("ttlSeconds", "1")),
                argumentSet("ttlSeconds of 30 days", with("ttlSeconds", "2592000")));
    }

    @ParameterizedTest
    @MethodSource("largest")
    void takesWhatJustFits(String body) throws Exception {
        var reply = api.publish(body);

        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        assertThat(api.core.store.counts().published()).isEqualTo(1);
    }

    @Test
    void livesExactlyAsLongAsItsPublisherSays() throws Exception {
        api.publish(
                """
                {"audience": {"user": "alice"}, "title": "Short", "body": "b", "ttlSeconds": 2}
                """);

        api.advance(Duration.ofSeconds(2).minusMillis(1));
        assertThat(api.inbox("alice")).containsExactly("Short");

        api.advance(Duration.ofMillis(1));
        assertThat(api.inbox("alice")).isEmpty();
    }

    @Test
    void mayHaveSixteenKibibytesOnTheWireAndNotOneMore() throws Exception {
        var alice = api.join("alice");
        int letters = 7000;
        api.publish(large(letters));
        letters += 16 * 1024 - bytesFor(alice);

        assertThat(api.publish(large(letters)).status()).isEqualTo(202);
        assertThat(bytesFor(alice)).isEqualTo(16 * 1024);

        var problem = api.publish(large(letters + 1)).problem(413, "notification-too-large");
        assertThat(problem.get("detail").stringValue()).contains("16385", "16384");
        assertThat(bytesFor(alice)).isZero();
        assertThat(api.core.store.counts().published()).isEqualTo(2);
    }

    private static String large(int letters) {
        return "{\"title\": \"t\", \"body\": %s, \"payload\": %s}"
                .formatted(letters(8192), letters(letters));
    }

    private int bytesFor(ConnectedClient receiver) {
        return api.sentTo(receiver).stream().mapToInt(text -> text.getBytes(UTF_8).length).sum();
    }

    private List<String> titlesFor(ConnectedClient receiver) {
        return api.notificationsFor(receiver).stream().map(data -> text(data, "title")).toList();
    }

    private static String idOf(Reply reply) {
        return text(reply.json(), "notificationId");
    }

    private static String text(JsonNode object, String field) {
        return object.get(field).stringValue();
    }

    private static JsonNode json(String text) {
        return JsonDialect.mapper().readTree(text);
    }
}
