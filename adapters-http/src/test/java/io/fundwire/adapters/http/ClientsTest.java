package io.fundwire.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.application.fixtures.FakeConnection;
import io.fundwire.application.fixtures.InMemoryResumeLedger;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.ErrorReport;
import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.session.CloseReason;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What an operator sees of clients, and can do to them.
final class ClientsTest {

    @AutoClose private final RunningApi api = RunningApi.start();

    // The list.

    @Test
    void theListIsEmptyWhereNobodyIs() throws Exception {
        assertThat(api.get("/api/clients").json().toString())
                .isEqualTo("{\"clients\":[],\"total\":0}");
    }

    @Test
    void theListIsInTheOrderInWhichTheyCame() throws Exception {
        var alice = comes("alice");
        var bob = comes("bob");
        var carol = comes("carol");

        var reply = api.get("/api/clients");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(ids(reply)).containsExactly(id(alice), id(bob), id(carol));
        assertThat(reply.json().has("next")).isFalse();
    }

    @Test
    void aPageSaysWhereTheNextBegins() throws Exception {
        var alice = comes("alice");
        var bob = comes("bob");
        var carol = comes("carol");

        var first = api.get("/api/clients?limit=2");
        assertThat(ids(first)).containsExactly(id(alice), id(bob));
        String next = first.json().get("next").stringValue();

        var second = api.get("/api/clients?limit=2&after=" + next);
        assertThat(ids(second)).containsExactly(id(carol));
        assertThat(second.json().has("next")).isFalse();
    }

    @Test
    void aPageHasAHundredWhereNoLimitIsSaid() throws Exception {
        for (int i = 0; i < 101; i++) {
            comes("user-" + i);
        }

        var reply = api.get("/api/clients");

        assertThat(ids(reply)).hasSize(100);
        assertThat(reply.json().get("next").stringValue()).isEqualTo(ids(reply).getLast());
        assertThat(ids(api.get("/api/clients?limit=1000"))).hasSize(101);
        assertThat(ids(api.get("/api/clients?limit=1"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1001",
                "-1",
                "+5",
                "5.0",
                "1e2",
                "",
                " 5",
                "five",
                "99999999999999999999",
                "٣",
                "\u0000"
            })
    void aLimitIsAWholeNumberUpToAThousand(String limit) throws Exception {
        var problem =
                api.get("/api/clients?limit=" + URLEncoder.encode(limit, UTF_8))
                        .problem(400, "invalid-field");

        assertThat(problem.get("field").stringValue()).isEqualTo("limit");
        assertThat(problem.get("detail").stringValue())
                .isEqualTo("limit must be a whole number from 1 to 1000.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=%", "limit=%zz", "after=%ff", "after=%c3", "after=a&x=%e2%82"})
    void aQueryThatCannotBeDecodedIsRefused(String query) throws Exception {
        var reply = rawly("GET /api/clients?" + query);

        assertThat(reply.problem(400, "invalid-field").get("field").stringValue())
                .isEqualTo("query");
        assertThat(api.core.faults.places()).isEmpty();
    }

    @Test
    void aQueryThatNobodyAskedForIsNotLookedAt() throws Exception {
        assertThat(rawly("GET /health/live?x=%zz").status()).isEqualTo(200);
    }

    @Test
    void aSearchIsPagedAndCounted() throws Exception {
        var ann = comes("Ann");
        comes("bob");
        var joanna = comes("joanna");

        var first = api.get("/api/clients?search=aNN&limit=1");
        var second = api.get("/api/clients?search=aNN&limit=1&after=" + id(ann));

        assertThat(ids(first)).containsExactly(id(ann));
        assertThat(first.json().get("next").stringValue()).isEqualTo(id(ann));
        assertThat(ids(second)).containsExactly(id(joanna));
        assertThat(second.json().has("next")).isFalse();
        assertThat(first.json().get("total").intValue()).isEqualTo(2);
        assertThat(second.json().get("total").intValue()).isEqualTo(2);
        assertThat(ids(api.get("/api/clients?search=" + "x".repeat(128)))).isEmpty();
    }

    @Test
    void aSearchIsForTextOfUpTo128Characters() throws Exception {
        for (String search : List.of("", "x".repeat(129))) {
            var problem = api.get("/api/clients?search=" + search).problem(400, "invalid-field");

            assertThat(problem.get("field").stringValue()).isEqualTo("search");
            assertThat(problem.get("detail").stringValue())
                    .isEqualTo("search must be text of 1 to 128 characters.");
        }
    }

    @Test
    void nothingComesAfterTheLast() throws Exception {
        comes("alice");

        assertThat(ids(api.get("/api/clients?after=z"))).isEmpty();
        assertThat(ids(api.get("/api/clients?after="))).hasSize(1);
    }

    // One of them.

    @Test
    void showsOneClient() throws Exception {
        comes("bob");
        var alice = comes("alice");

        var reply = api.get(pathOf(alice));

        assertThat(reply.status()).isEqualTo(200);
        JsonNode shown = reply.json();
        assertThat(shown.propertyNames())
                .containsExactly(
                        "clientId",
                        "userId",
                        "address",
                        "since",
                        "lastHeard",
                        "messagesReceived",
                        "messagesSent",
                        "waitingMessages",
                        "waitingBytes",
                        "channels");
        assertThat(shown.get("clientId").stringValue()).isEqualTo(id(alice));
        assertThat(shown.get("userId").stringValue()).isEqualTo("alice");
        assertThat(shown.get("address").stringValue()).isEqualTo(FakeConnection.ADDRESS);
        assertThat(shown.get("since").stringValue()).isEqualTo("2026-11-23T01:00:00.002Z");
        assertThat(shown.get("waitingMessages").intValue()).isEqualTo(2);
        assertThat(shown.get("channels").toString()).isEqualTo("[]");
    }

    @Test
    void oneClientIsInTheListAsByItselfButForTheNamesOfItsChannels() throws Exception {
        var alice = comes("alice");
        api.subscribe(alice, "job:ingest-9");
        api.subscribe(alice, "conversation:42");
        api.notificationsFor(alice);

        var listed = api.get("/api/clients").json().get("clients").get(0);
        var shown = api.get(pathOf(alice)).json();

        assertThat(listed.get("messagesSent").intValue()).isEqualTo(2); // Welcome, unread.
        assertThat(listed.get("channels").intValue()).isEqualTo(2);
        assertThat(shown.get("channels").toString())
                .isEqualTo("[\"conversation:42\",\"job:ingest-9\"]");
        assertThat(((ObjectNode) listed).without("channels"))
                .isEqualTo(((ObjectNode) shown).without("channels"));
    }

    @Test
    void showsOneByItsIdHoweverThatIsEncoded() throws Exception {
        var alice = comes("alice");
        String encoded =
                id(alice).chars().mapToObj("%%%02x"::formatted).collect(Collectors.joining());

        assertThat(api.get("/api/clients/" + encoded).json().get("clientId").stringValue())
                .isEqualTo(id(alice));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_0_nobody",
                "a%20b",
                "%C3%BC",
                "a%3Bb",
                "a%3Fb",
                "a%23b",
                "%3Cscript%3E",
                "*",
                "%7Bid%7D",
                "~"
            })
    void whoIsNotHereIsNotFound(String id) throws Exception {
        for (String method : List.of("GET", "DELETE")) {
            rawly(method + " /api/clients/" + id).problem(404, "client-not-found");
        }
        assertThat(api.core.faults.places()).isEmpty();
    }

    @Test
    void aVeryLongIdIsNotFoundEither() throws Exception {
        api.get("/api/clients/" + "x".repeat(4000)).problem(404, "client-not-found");
    }

    @Test
    void anIdHasNoSlashes() throws Exception {
        var alice = comes("alice");

        rawly("GET " + pathOf(alice) + "/").problem(404, "http-404");
        rawly("GET " + pathOf(alice) + "/more").problem(404, "http-404");
        rawly("GET /api/clients/").problem(404, "http-404");
        rawly("DELETE " + pathOf(alice) + "%2f").problem(400, "http-400");
        assertThat(isHere(alice)).isTrue();
    }

    @Test
    void headAnswersTheSameWithoutABody() throws Exception {
        var alice = comes("alice");

        for (String path : List.of("/api/clients", pathOf(alice))) {
            var head = api.send(api.request(path).HEAD());

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.header("Content-Length"))
                    .isEqualTo(String.valueOf(api.get(path).body().length()));
        }
        assertThat(api.send(api.request("/api/clients/nobody").HEAD()).status()).isEqualTo(404);
    }

    // Ending its connection.

    @Test
    void whoIsDeletedIsToldWhyAndThenClosed() throws Exception {
        var alice = comes("alice");
        var bob = comes("bob");

        var reply = api.send(api.request(pathOf(alice)).DELETE());

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
        assertThat(waitingFor(alice))
                .extracting(waiting -> waiting.envelope().message())
                .contains(new ErrorReport(ErrorCode.FORBIDDEN, CloseReason.EXPELLED.sentence()));
        assertThat(connectionOf(alice).closed()).contains(CloseReason.EXPELLED);
        assertThat(CloseReason.EXPELLED.code()).isEqualTo(4510);
        assertThat(connectionOf(bob).closed()).isEmpty();
    }

    @Test
    void ofOneThatMayComeBackAfterARestartTheOperatorIsTold() throws Exception {
        var ledger = new InMemoryResumeLedger();
        ledger.fails();
        try (var api = RunningApi.start(settings -> settings.with(ledger))) {
            var alice = api.join("alice");

            var reply = api.send(api.request(pathOf(alice)).DELETE());

            reply.problem(503, "not-kept");
            assertThat(connectionOf(alice).closed()).contains(CloseReason.EXPELLED);
        }
    }

    @Test
    void whoLeftCannotBeDeleted() throws Exception {
        var alice = comes("alice");
        api.disconnect(alice, 1000);

        api.send(api.request(pathOf(alice)).DELETE()).problem(404, "client-not-found");
        api.get(pathOf(alice)).problem(404, "client-not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/clients, 'GET, HEAD'",
        "DELETE, /api/clients, 'GET, HEAD'",
        "OPTIONS, /api/clients, 'GET, HEAD'",
        "POST, /api/clients/x, 'DELETE, GET, HEAD'",
        "PUT, /api/clients/x, 'DELETE, GET, HEAD'",
        "PATCH, /api/clients/x, 'DELETE, GET, HEAD'",
        "delete, /api/clients/x, 'DELETE, GET, HEAD'"
    })
    void anotherMethodIsToldWhichAreAllowed(String method, String path, String allowed)
            throws Exception {
        var reply = rawly(method + " " + path);

        reply.problem(405, "method-not-allowed");
        assertThat(reply.header("Allow")).isEqualTo(allowed);
    }

    private ConnectedClient comes(String user) {
        api.advance(Duration.ofMillis(1));
        return api.join(user);
    }

    private boolean isHere(ConnectedClient client) {
        return connectionOf(client).closed().isEmpty();
    }

    private List<Outgoing> waitingFor(ConnectedClient client) {
        var waiting = new ArrayList<Outgoing>();
        api.core.drainOutbox.take(client, waiting);
        return waiting;
    }

    /// Asks for what no URI class would take.
    private Reply rawly(String methodAndPath) throws Exception {
        try (var connection = api.connect()) {
            return connection
                    .send(methodAndPath + " HTTP/1.1\nHost: localhost\nContent-Length: 0\n\n")
                    .receive();
        }
    }

    private static FakeConnection connectionOf(ConnectedClient client) {
        return (FakeConnection) client.connection();
    }

    private static String pathOf(ConnectedClient client) {
        return "/api/clients/" + id(client);
    }

    private static String id(ConnectedClient client) {
        return client.id().value();
    }

    private static List<String> ids(Reply reply) {
        return reply.json()
                .get("clients")
                .valueStream()
                .map(client -> client.get("clientId").stringValue())
                .toList();
    }
}
