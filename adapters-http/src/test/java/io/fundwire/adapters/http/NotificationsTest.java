package io.fundwire.adapters.http;

import static io.fundwire.adapters.http.Bodies.list;
import static io.fundwire.adapters.http.Bodies.to;
import static io.fundwire.adapters.http.Bodies.with;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundwire.adapters.json.JsonDialect;
import io.fundwire.application.fixtures.KeptAnswer;
import io.fundwire.application.fixtures.Stores;
import io.fundwire.application.fixtures.UnreliableStore;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.AckOutcome;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.NotificationId;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// What publishers see of what they published, and can do to it; and what is in an inbox.
final class NotificationsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final UnreliableStore store = new UnreliableStore();

    @AutoClose
    private final RunningApi api = RunningApi.start(settings -> settings.with(Stores.of(store)));

    // One notification.

    @Test
    void showsWhatWasPublishedAndWhatBecameOfIt() throws Exception {
        String id =
                publish(
                        """
                        {"audience": {"users": ["alice", "bob", "carol", "dora", "emil"]},
                         "title": "Report ready", "body": "Q3 is there.", "severity": "warning",
                         "category": "reports", "link": "/q3",
                         "actions": [{"id": "open", "label": "Open"}], "payload": {"fund": 7},
                         "ttlSeconds": 3600, "ackDeadlineSeconds": 60}
                        """);
        api.notificationsFor(api.join("alice"));
        api.notificationsFor(api.join("bob"));
        acknowledge("alice", id, AckStatus.RECEIVED);
        acknowledge("bob", id, AckStatus.READ);
        acknowledge("carol", id, AckStatus.DISMISSED);

        var reply = api.get("/api/notifications/" + id);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json())
                .isEqualTo(
                        json(
                                """
                                {"notificationId": "%s", "title": "Report ready",
                                 "body": "Q3 is there.", "severity": "warning",
                                 "category": "reports", "link": "/q3",
                                 "actions": [{"id": "open", "label": "Open"}],
                                 "payload": {"fund": 7},
                                 "createdAt": "2026-11-23T01:00:00.000Z",
                                 "expiresAt": "2026-11-23T02:00:00.000Z",
                                 "state": "open", "audience": "users",
                                 "ackDeadline": "2026-11-23T01:01:00.000Z",
                                 "addressed": 5, "delivered": 2,
                                 "acknowledged": {"received": 1, "read": 1, "dismissed": 1},
                                 "pending": 2, "expired": 0, "withdrawn": 0}
                                """
                                        .formatted(id)));
    }

    @Test
    void showsThatItWasToEveryoneAndWhatHasNoValueNotAtAll() throws Exception {
        var shown = show(publish(Bodies.titled("For all")));

        assertThat(shown.get("audience").stringValue()).isEqualTo("everyone");
        assertThat(shown.has("withdrawnAt")).isFalse();
        assertThat(shown.has("ackDeadline")).isFalse();
        assertThat(shown.has("category")).isFalse();
    }

    @Test
    void showsThatItsTimeIsOver() throws Exception {
        String id = publish(with("ttlSeconds", "2").replace("{", "{" + FOR_ALICE));
        api.advance(Duration.ofSeconds(2).minusMillis(1));
        assertThat(show(id).get("state").stringValue()).isEqualTo("open");

        api.advance(Duration.ofMillis(1));

        assertThat(show(id).get("state").stringValue()).isEqualTo("expired");
        assertThat(show(id).get("expired").intValue()).isEqualTo(1);
        assertThat(show(id).get("pending").intValue()).isZero();
    }

    private static final String FOR_ALICE = "\"audience\":{\"user\":\"alice\"},";

    @Test
    void showsThatItWasWithdrawnAndWhen() throws Exception {
        String id = publish(to("{\"user\":\"alice\"}", "Sorry"));
        api.advance(Duration.ofSeconds(5));
        delete(id);

        assertThat(show(id).get("state").stringValue()).isEqualTo("withdrawn");
        assertThat(show(id).get("withdrawnAt").stringValue()).isEqualTo("2026-11-23T01:00:05.000Z");
        assertThat(show(id).get("withdrawn").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ntf_1", "%20", "x/deliveries", "%C3%BC/deliveries?limit=1"})
    void thereIsNothingOfAnIdThatWasNeverGiven(String path) throws Exception {
        var problem = api.get("/api/notifications/" + path).problem(404, "notification-not-found");

        assertThat(problem.get("detail").stringValue())
                .isEqualTo("There is no notification of this id, or not any more.");
    }

    // Its deliveries.

    @Test
    void deliveriesSayWhatHappenedWithWhomAndWhen() throws Exception {
        var alice = api.join("alice");
        String id = publish(to("{\"users\":[\"bob\",\"alice\"]}", "For two"));
        api.advance(Duration.ofSeconds(1));
        api.notificationsFor(alice);
        api.advance(Duration.ofSeconds(1));
        acknowledge("alice", id, AckStatus.READ);

        assertThat(api.get("/api/notifications/%s/deliveries".formatted(id)).json())
                .isEqualTo(
                        json(
                                """
                                {"deliveries": [
                                  {"userId": "alice", "status": "read",
                                   "firstQueuedAt": "2026-11-23T01:00:00.000Z",
                                   "lastQueuedAt": "2026-11-23T01:00:00.000Z",
                                   "firstWrittenAt": "2026-11-23T01:00:01.000Z",
                                   "lastWrittenAt": "2026-11-23T01:00:01.000Z",
                                   "readAt": "2026-11-23T01:00:02.000Z"},
                                  {"userId": "bob", "status": "pending"}]}
                                """));
    }

    @Test
    void deliveriesSayHowItEnded() throws Exception {
        String id = publish(to("{\"user\":\"alice\"}", "Sorry"));
        delete(id);

        var delivery = api.get("/api/notifications/%s/deliveries".formatted(id)).json();

        assertThat(delivery.at("/deliveries/0"))
                .isEqualTo(
                        json(
                                """
                                {"userId": "alice", "status": "withdrawn", "reason": "withdrawn",
                                 "endedAt": "2026-11-23T01:00:00.000Z"}
                                """));
    }

    @Test
    void deliveriesComeInPages() throws Exception {
        String id = publish(to("{\"users\": %s}".formatted(list(101, "\"u-%03d\"")), "t"));
        String path = "/api/notifications/%s/deliveries".formatted(id);

        var first = api.get(path).json();
        var rest = api.get(path + "?limit=1000&after=" + first.get("next").stringValue()).json();

        assertThat(first.get("deliveries")).hasSize(100);
        assertThat(first.get("next").stringValue()).isEqualTo("u-099");
        assertThat(rest.at("/deliveries/0/userId").stringValue()).isEqualTo("u-100");
        assertThat(rest.get("deliveries")).hasSize(1);
        assertThat(rest.has("next")).isFalse();
        assertThat(api.get(path + "?limit=1").json().get("deliveries")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "ten", ""})
    void aPageOfDeliveriesHasAtMostAThousand(String limit) throws Exception {
        var problem =
                api.get("/api/notifications/x/deliveries?limit=" + limit)
                        .problem(400, "invalid-field");

        assertThat(problem.get("detail").stringValue())
                .isEqualTo("limit must be a whole number from 1 to 1000.");
    }

    // Withdrawing.

    @Test
    void whatIsWithdrawnVanishesFromInboxes() throws Exception {
        String id = publish(to("{\"user\":\"alice\"}", "Sorry"));

        var reply = delete(id);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
        assertThat(api.inbox("alice")).isEmpty();
    }

    @Test
    void withdrawingTwiceIsNoMistake() throws Exception {
        String id = publish(to("{\"user\":\"alice\"}", "Sorry"));
        delete(id);

        assertThat(delete(id).status()).isEqualTo(204);
    }

    @Test
    void whatNobodyPublishedCannotBeWithdrawn() throws Exception {
        delete("ntf_1").problem(404, "notification-not-found");
    }

    @Test
    void whatCannotBeKeptIsNotWithdrawn() throws Exception {
        String id = publish(to("{\"user\":\"alice\"}", "Sorry"));
        store.breaksDown();

        var reply = delete(id);
        store.recovers();

        var problem = reply.problem(503, "not-kept");
        assertThat(problem.get("detail").stringValue())
                .isEqualTo(
                        "This could not be kept, and the notification stands as before: try again"
                                + " later.");
        assertThat(reply.header("Retry-After")).isEqualTo("10");
        assertThat(show(id).get("state").stringValue()).isEqualTo("open");
    }

    @Test
    void pagesOfOtherOriginsWithdrawNothing() throws Exception {
        String id = publish(to("{\"user\":\"alice\"}", "Stays"));

        api.send(
                        api.request("/api/notifications/" + id)
                                .header("Origin", "https://evil.example")
                                .DELETE())
                .problem(403, "foreign-origin");

        assertThat(api.inbox("alice")).containsExactly("Stays");
    }

    // An inbox.

    @Test
    void anInboxHasTheNewestFirstAndHowManyAreUnread() throws Exception {
        String first = publish(to("{\"user\":\"alice\"}", "First"));
        String second = publish(to("{\"user\":\"alice\"}", "Second"));
        publish(to("{\"user\":\"bob\"}", "For Bob"));
        acknowledge("alice", first, AckStatus.READ);

        assertThat(api.get("/api/users/alice/notifications").json())
                .isEqualTo(
                        json(
                                """
                                {"items": [
                                  {"notificationId": "%s", "title": "Second",
                                   "body": "It took a minute.", "severity": "info",
                                   "createdAt": "2026-11-23T01:00:00.000Z",
                                   "expiresAt": "2026-11-30T01:00:00.000Z",
                                   "status": "pending"},
                                  {"notificationId": "%s", "title": "First",
                                   "body": "It took a minute.", "severity": "info",
                                   "createdAt": "2026-11-23T01:00:00.000Z",
                                   "expiresAt": "2026-11-30T01:00:00.000Z",
                                   "status": "read",
                                   "acknowledgedAt": "2026-11-23T01:00:00.000Z"}],
                                 "unread": 1}
                                """
                                        .formatted(second, first)));
    }

    @Test
    void anInboxComesInPages() throws Exception {
        for (int i = 0; i < 51; i++) {
            publish(to("{\"user\":\"alice\"}", "news " + i));
        }
        String path = "/api/users/alice/notifications";

        var first = api.get(path).json();
        var rest = api.get(path + "?limit=100&before=" + first.get("next").stringValue()).json();

        assertThat(first.get("items")).hasSize(50);
        assertThat(rest.get("items")).hasSize(1);
        assertThat(rest.at("/items/0/title").stringValue()).isEqualTo("news 0");
        assertThat(rest.has("next")).isFalse();
    }

    @Test
    void anInboxShowsOnlyWhatStandsAsAskedFor() throws Exception {
        String dismissed = publish(to("{\"user\":\"alice\"}", "Gone"));
        publish(to("{\"user\":\"alice\"}", "Here"));
        acknowledge("alice", dismissed, AckStatus.DISMISSED);

        assertThat(titles("/api/users/alice/notifications")).containsExactly("Here");
        assertThat(titles("/api/users/alice/notifications?status=dismissed"))
                .containsExactly("Gone");
    }

    @Test
    void theInboxOfAnUnknownUserIsEmpty() throws Exception {
        assertThat(api.get("/api/users/nobody/notifications").json())
                .isEqualTo(json("{\"items\": [], \"unread\": 0}"));
    }

    @ParameterizedTest
    @CsvSource({"a%20b, a b", "%C3%BC, ü", "a%2Bb, a+b", "a+b, a+b", "%61lice, alice"})
    void aUserIsNamedPercentEncoded(String inPath, String user) throws Exception {
        publish(to("{\"user\":\"%s\"}".formatted(user), "For one"));

        assertThat(titles("/api/users/%s/notifications".formatted(inPath)))
                .containsExactly("For one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=101 | limit | must be a whole number from 1 to 100.",
                "limit=0 | limit | must be a whole number from 1 to 100.",
                "before=ntf_1 | before | must be what \"next\" of the page before said.",
                "before= | before | must be what \"next\" of the page before said.",
                "status=new | status | must be one of \"pending\", \"delivered\", \"received\","
                        + " \"read\", \"dismissed\", \"expired\", \"withdrawn\".",
                "status=READ | status | must be one of \"pending\", \"delivered\", \"received\","
                        + " \"read\", \"dismissed\", \"expired\", \"withdrawn\"."
            })
    void aMistakeInTheQueryIsNamed(String query, String field, String expected) throws Exception {
        var problem =
                api.get("/api/users/alice/notifications?" + query).problem(400, "invalid-field");

        assertThat(problem.get("field").stringValue()).isEqualTo(field);
        assertThat(problem.get("detail").stringValue()).isEqualTo(field + " " + expected);
    }

    @Test
    void whatNobodyCanBeCalledHasNoInbox() throws Exception {
        for (String id : List.of("a%C2%85b", "x".repeat(129))) {
            var problem =
                    api.get("/api/users/%s/notifications".formatted(id))
                            .problem(400, "invalid-field");

            assertThat(problem.get("detail").stringValue())
                    .isEqualTo(
                            "id must be text of 1 to 128 characters, none of them a control"
                                    + " character.");
        }
    }

    // What the store takes its time for, or cannot do.

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/notifications/x",
                "/api/notifications/x/deliveries",
                "/api/users/alice/notifications"
            })
    void aStoreThatCannotAnswerIsSaidSo(String path) throws Exception {
        store.breaksDown();

        var reply = api.get(path);

        var problem = reply.problem(503, "store-unavailable");
        assertThat(problem.get("detail").stringValue())
                .isEqualTo("Nothing can be read now: try again later.");
        assertThat(reply.header("Retry-After")).isEqualTo("10");
        assertThat(api.core.faults.places()).hasSize(1);
    }

    @Test
    void publishersToAStoreThatFailsAreToldWhenToTryAgain() throws Exception {
        store.breaksDown();

        var reply = api.publish(Bodies.titled("t"));

        reply.problem(503, "not-kept");
        assertThat(reply.header("Retry-After")).isEqualTo("10");
    }

    /// More are asked than the server has threads.
    @Test
    void questionsThatTakeTimeHoldNoThreadOfTheServer() throws Exception {
        api.holdReaders();
        var answers = new ArrayList<CompletableFuture<Reply>>();
        IntStream.range(0, 2 * RunningApi.THREADS)
                .forEach(i -> answers.add(asked("/api/users/alice/notifications")));
        await().atMost(PATIENCE).until(() -> api.heldReaders() == 2 * RunningApi.THREADS);

        assertThat(api.get("/health/live").status()).isEqualTo(200);

        api.releaseReaders();
        for (var answer : answers) {
            assertThat(answer.join().status()).isEqualTo(200);
        }
    }

    private CompletableFuture<Reply> asked(String path) {
        var answer = new CompletableFuture<Reply>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        answer.complete(api.get(path));
                    } catch (Exception failed) {
                        answer.completeExceptionally(failed);
                    }
                });
        return answer;
    }

    // Deadlines.

    @Test
    void aDeadlineNeedsSomebodyToTell() throws Exception {
        try (var deaf = RunningApi.startWithoutWebhook()) {
            var problem =
                    deaf.publish(with("ackDeadlineSeconds", "60")).problem(400, "invalid-field");

            assertThat(problem.get("field").stringValue()).isEqualTo("ackDeadlineSeconds");
            assertThat(problem.get("detail").stringValue())
                    .isEqualTo(
                            "ackDeadlineSeconds must be left out: this server has no webhook to"
                                    + " call when it passes.");
            assertThat(deaf.publish(with("ackDeadlineSeconds", "null")).status()).isEqualTo(202);
        }
    }

    @Test
    void aDeadlineMayBeAsLateAsTheEnd() throws Exception {
        String id = publish(with("ackDeadlineSeconds", "604800"));

        assertThat(show(id).get("ackDeadline")).isEqualTo(show(id).get("expiresAt"));
    }

    // Which methods there are.

    @ParameterizedTest
    @CsvSource({
        "/api/notifications/x, 'DELETE, GET, HEAD'",
        "/api/notifications/x/deliveries, 'GET, HEAD'",
        "/api/users/x/notifications, 'GET, HEAD'"
    })
    void otherMethodsAreNot(String path, String allowed) throws Exception {
        var reply = api.send(api.request(path).PUT(BodyPublishers.noBody()));

        reply.problem(405, "method-not-allowed");
        assertThat(reply.header("Allow")).isEqualTo(allowed);
    }

    private String publish(String body) throws Exception {
        var reply = api.publish(body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        return reply.json().get("notificationId").stringValue();
    }

    private JsonNode show(String id) throws Exception {
        return api.get("/api/notifications/" + id).json();
    }

    private Reply delete(String id) throws Exception {
        HttpRequest.Builder request = api.request("/api/notifications/" + id);
        return api.send(request.DELETE());
    }

    private List<String> titles(String path) throws Exception {
        return api.get(path)
                .json()
                .get("items")
                .valueStream()
                .map(item -> item.get("title").stringValue())
                .toList();
    }

    private void acknowledge(String user, String notification, AckStatus status) {
        List<AckOutcome> outcomes =
                KeptAnswer.of(receipt ->
                        store.acknowledge(
                                new UserId(user),
                                List.of(new NotificationId(notification)),
                                new Acknowledgement(status, null),
                                api.core.clock.instant(),
                                receipt));
        assertThat(outcomes).hasOnlyElementsOfType(AckOutcome.Applied.class);
    }

    private static JsonNode json(String text) {
        return JsonDialect.mapper().readTree(text);
    }
}
