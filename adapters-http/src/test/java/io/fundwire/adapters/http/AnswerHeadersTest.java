package io.fundwire.adapters.http;

import static io.fundwire.adapters.http.Bodies.titled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.fundwire.application.message.MessageFormat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/// What every answer says besides what was asked, whoever gives it: an endpoint, the guard in front
/// of them or the server itself.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AnswerHeadersTest {

    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    @AutoClose private final RunningApi api = RunningApi.start();

    static List<ArgumentSet> answers() {
        return List.of(
                argumentSet("what was asked for", get("/api/health"), 200, JSON),
                argumentSet("a list", get("/api/clients"), 200, JSON),
                argumentSet("published", publish("", titled("t")), 202, JSON),
                argumentSet("a wrong field", publish("", "{}"), 400, PROBLEM),
                argumentSet("no JSON", publish("", "?"), 400, PROBLEM),
                argumentSet("a wrong query", get("/api/clients?limit=x"), 400, PROBLEM),
                argumentSet("an untidy path", get("/health/../api"), 400, PROBLEM),
                argumentSet("a wrong path", get("/%00"), 400, PROBLEM),
                argumentSet("a wrong header", "GET / HTTP/1.1\nHost : a\n\n", 400, PROBLEM),
                argumentSet("a foreign page", publish("Origin: http://a\n", "{}"), 403, PROBLEM),
                argumentSet("nothing there", get("/nothing"), 404, PROBLEM),
                argumentSet("nobody there", get("/api/clients/x"), 404, PROBLEM),
                argumentSet("a wrong method", get("/api/notifications"), 405, PROBLEM),
                argumentSet("no method", request("OPTIONS", "*"), 400, PROBLEM),
                argumentSet("too much", head("Content-Length: 300000\n"), 413, PROBLEM),
                argumentSet("too long a path", get("/" + "x".repeat(9000)), 414, PROBLEM),
                argumentSet(
                        "an encoded body",
                        publish("Content-Encoding: gzip\n", titled("t")),
                        415,
                        PROBLEM),
                argumentSet("an expectation", publish("Expect: x\n", "{}"), 417, PROBLEM),
                argumentSet("a foreign name", "GET / HTTP/1.1\nHost: a\n\n", 421, PROBLEM),
                argumentSet("HTTP/2", "PRI * HTTP/2.0\n\nSM\n\n", 426, PROBLEM),
                argumentSet("long headers", head("X: " + "x".repeat(9000)), 431, PROBLEM),
                argumentSet(
                        "an unknown coding",
                        head("Transfer-Encoding: gzip, chunked\n"),
                        501,
                        PROBLEM),
                argumentSet("a version to come", "GET / HTTP/3.0\nHost: a\n\n", 505, PROBLEM));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void isTypedAndNotKeptAndSaysNothingOfTheServer(String request, int status, String type)
            throws Exception {
        try (var connection = api.connect()) {
            var reply = connection.send(request).receive();

            assertThat(reply.status()).as(reply.body()).isEqualTo(status);
            assertThat(reply.header("Content-Type")).isEqualTo(type);
            assertIsNotKept(reply);
            assertThat(reply.body()).startsWith("{").endsWith("}");
        }
    }

    @Test
    void anAnswerWithoutABodyHasNoType() throws Exception {
        var alice = api.join("alice");

        var reply = api.send(api.request("/api/clients/" + alice.id()).DELETE());

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.head()).noneMatch(line -> line.startsWith("content-type"));
        assertIsNotKept(reply);
    }

    @Test
    void aFaultIsNoExcuse() throws Exception {
        MessageFormat broken =
                envelope -> {
                    throw new Fault();
                };
        try (var faulty = RunningApi.start(settings -> settings.with(broken))) {
            var reply = faulty.publish(titled("Unlucky"));

            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.header("Content-Type")).isEqualTo(PROBLEM);
            assertIsNotKept(reply);
        }
    }

    private static void assertIsNotKept(Reply reply) {
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        reply.assertSaysNothingOfTheServer();
    }

    private static String get(String path) {
        return request("GET", path);
    }

    private static String request(String method, String path) {
        return method + " " + path + " HTTP/1.1\nHost: localhost\n\n";
    }

    private static String publish(String headers, String body) {
        return head("Content-Length: %d\n%s".formatted(body.length(), headers)) + body;
    }

    private static String head(String headers) {
        return "POST /api/notifications HTTP/1.1\nHost: localhost\nContent-Type: application/json\n"
                + headers
                + "\n";
    }
}
