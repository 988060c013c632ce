package io.fundwire.adapters.http;

import static io.fundwire.adapters.http.Bodies.nested;
import static io.fundwire.adapters.http.Bodies.titled;
import static io.fundwire.adapters.http.Bodies.with;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;

/// Requests that are refused before anybody looks at a field.
final class RefusedRequestTest {

    private static final int MAX_BODY = 256 * 1024;

    @AutoClose private final RunningApi api = RunningApi.start();

    // Methods.

    @ParameterizedTest
    @CsvSource({
        "GET, /api/notifications, POST",
        "PUT, /api/notifications, POST",
        "PATCH, /api/notifications, POST",
        "DELETE, /api/notifications, POST",
        "OPTIONS, /api/notifications, POST",
        "TRACE, /api/notifications, POST",
        "post, /api/notifications, POST",
        "POST, /api/health, 'GET, HEAD'",
        "DELETE, /api/health, 'GET, HEAD'",
        "POST, /health/live, 'GET, HEAD'",
        "PUT, /health/ready, 'GET, HEAD'"
    })
    void anotherMethodIsToldWhichAreAllowed(String method, String path, String allowed)
            throws Exception {
        try (var connection = api.connect()) {
            connection.send(
                    """
                    %s %s HTTP/1.1
                    Host: localhost
                    Content-Length: 0

                    """
                            .formatted(method, path));
            var reply = connection.receive();

            reply.problem(405, "method-not-allowed");
            assertThat(reply.header("Allow")).isEqualTo(allowed);
        }
    }

    @Test
    void headIsNotAnsweredWherePostIsMeant() throws Exception {
        var reply = api.send(api.request("/api/notifications").HEAD());

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo("POST");
        assertThat(reply.body()).isEmpty();
    }

    // Media types.

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json;charset=utf-8",
                "application/json; charset=UTF-8",
                "application/json; charset=\"utf-8\""
            })
    void jsonInUtf8IsTaken(String type) throws Exception {
        assertThat(publishWith("Content-Type: " + type).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "text/plain;charset=utf-8",
                "text/json",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json;charset=latin1",
                "application/json; charset=utf-16",
                "application/json; charset=\"iso-8859-1\"",
                "application/json, text/plain",
                "text/plain, application/json",
                "application/jsonx",
                "application/problem+json",
                "*/*",
                "nonsense"
            })
    void anyOtherTypeIsNot(String type) throws Exception {
        publishWith("Content-Type: " + type).problem(415, "unsupported-media-type");

        assertNothingWasPublished();
    }

    @Test
    void aBodyOfNoSaidTypeIsNot() throws Exception {
        publishWith("Accept: */*").problem(415, "unsupported-media-type");

        assertNothingWasPublished();
    }

    @Test
    void aBodyOfTwoTypesIsNot() throws Exception {
        publishWith("Content-Type: application/json", "Content-Type: text/plain")
                .problem(415, "unsupported-media-type");

        assertNothingWasPublished();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "identity"})
    void anEncodedBodyIsNot(String encoding) throws Exception {
        publishWith("Content-Type: application/json", "Content-Encoding: " + encoding)
                .problem(415, "unsupported-media-type");

        assertNothingWasPublished();
    }

    /// Publishes something good under these headers, all in one piece: a refusal may come before
    /// the server has read the body, and a client that still sends it would find the connection
    /// closed.
    private Reply publishWith(String... headers) throws Exception {
        String body = titled("Under headers");
        try (var connection = api.connect()) {
            return connection
                    .send(
                            """
                            POST /api/notifications HTTP/1.1
                            Host: localhost
                            Content-Length: %d
                            %s

                            %s\
                            """
                                    .formatted(body.length(), String.join("\n", headers), body))
                    .receive();
        }
    }

    // Sizes.

    @Test
    void theLargestBodyIsTaken() throws Exception {
        assertThat(api.publish(bodyOf(MAX_BODY)).status()).isEqualTo(202);
    }

    @Test
    void theLargestBodyIsTakenWhenItsLengthIsNotSaidBefore() throws Exception {
        try (var connection = api.connect()) {
            connection.send(chunked(bodyOf(MAX_BODY)) + "0\n\n");

            assertThat(connection.receive().status()).isEqualTo(202);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {MAX_BODY + 1, 1L << 31, Long.MAX_VALUE})
    void aBodyThatIsSaidToBeLargerIsRefusedAtOnce(long length) throws Exception {
        try (var connection = api.connect()) {
            connection.send(head("Content-Length: " + length));

            var problem = connection.receive().problem(413, "body-too-large");
            assertThat(problem.get("detail").stringValue()).contains("262144");
        }
    }

    @Test
    void aBodyThatTurnsOutLargerIsRefusedBeforeItEnds() throws Exception {
        try (var connection = api.connect()) {
            connection.send(chunked(bodyOf(MAX_BODY + 1)));

            connection.receive().problem(413, "body-too-large");
        }
        assertNothingWasPublished();
    }

    @Test
    void aBodyThatTurnsOutLargerIsRefusedAlsoIfItDoesEnd() throws Exception {
        try (var connection = api.connect()) {
            connection.send(chunked(bodyOf(MAX_BODY + 1)) + "0\n\n");

            connection.receive().problem(413, "body-too-large");
        }
        assertNothingWasPublished();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 300000", "Transfer-Encoding: chunked"})
    void whatIsLeftOfARefusedBodyIsNotTakenForARequest(String framing) throws Exception {
        try (var connection = api.connect()) {
            connection.send(head(framing));
            if (framing.endsWith("chunked")) {
                connection.send("40001\n" + bodyOf(MAX_BODY + 1) + "\n");
            }
            connection.receive().problem(413, "body-too-large");

            sendToWhoMayBeGone(connection, "\n\nGET /health/live HTTP/1.1\nHost: localhost\n\n");

            assertThat(connection.receiveRest()).doesNotContain("200");
        }
    }

    private static void sendToWhoMayBeGone(RawConnection connection, String text) {
        try {
            connection.send(text);
        } catch (IOException gone) {
            // Just as well.
        }
    }

    // JSON.

    static List<ArgumentSet> noJsonObject() {
        return List.of(
                argumentSet("nothing", ""),
                argumentSet("blanks", "  \n"),
                argumentSet("text", "\"title\""),
                argumentSet("a number", "5"),
                argumentSet("null", "null"),
                argumentSet("a list", "[" + titled("Listed") + "]"),
                argumentSet("half an object", "{\"title\": \"t\", \"body\": \"b\""),
                argumentSet("two objects", titled("One") + titled("Two")),
                argumentSet("something after it", titled("One") + "x"),
                argumentSet("a byte order mark", "\ufeff" + titled("Marked")),
                argumentSet("single quotes", "{'title': 't', 'body': 'b'}"),
                argumentSet("names without quotes", "{title: \"t\", body: \"b\"}"),
                argumentSet("a trailing comma", "{\"title\": \"t\", \"body\": \"b\",}"),
                argumentSet("a comment", "{\"title\": \"t\", /* */ \"body\": \"b\"}"),
                argumentSet("a raw line break", "{\"title\": \"t\n\", \"body\": \"b\"}"),
                argumentSet("no number", with("payload", "NaN")),
                argumentSet("a form", "title=t&body=b"),
                argumentSet("a field twice", "{\"title\":\"a\",\"body\":\"b\",\"title\":\"c\"}"),
                argumentSet("a field twice further down", with("payload", "{\"a\": 1, \"a\": 2}")),
                argumentSet(
                        "a field twice, once escaped",
                        "{\"title\":\"a\",\"body\":\"b\",\"t\\u0069tle\":\"c\"}"),
                argumentSet("65 levels", with("payload", nested(64))),
                argumentSet("100,000 levels", "{\"payload\":" + "[".repeat(100_000)),
                argumentSet("half a surrogate pair", titled("\\ud83d")),
                argumentSet("the other half", with("payload", "[\"\\ude80 \"]")),
                argumentSet("half a pair in a name", with("payload", "{\"\\ud83d\": 1}")));
    }

    @ParameterizedTest
    @MethodSource("noJsonObject")
    void whatIsNoJsonObjectIsRefused(String body) throws Exception {
        var problem = api.publish(body).problem(400, "malformed-body");

        assertThat(problem.get("detail").stringValue()).contains("must be one JSON object");
        assertNothingWasPublished();
    }

    @Test
    void whatIsNotUtf8IsRefused() throws Exception {
        api.publish(titled("Müller").getBytes(ISO_8859_1)).problem(400, "malformed-body");
        api.publish(titled("Müller").getBytes(UTF_16)).problem(400, "malformed-body");
        byte[] overlong = titled("ab").getBytes(UTF_8);
        overlong[10] = (byte) 0xC0;
        overlong[11] = (byte) 0xAF;
        api.publish(overlong).problem(400, "malformed-body");

        assertNothingWasPublished();
    }

    // What comes after a refusal.

    @Test
    void aRefusalLeavesTheConnectionFitForTheNextRequest() throws Exception {
        try (var connection = api.connect()) {
            connection.send(head("Content-Length: 2") + "[]");
            connection.receive().problem(400, "malformed-body");

            connection.send(head("Content-Length: 25") + "{\"title\":\"t\",\"body\":\"b\"} ");
            assertThat(connection.receive().status()).isEqualTo(202);
        }
    }

    private void assertNothingWasPublished() {
        assertThat(api.core.store.counts().published()).isZero();
    }

    /// A good body of exactly so many bytes.
    private static String bodyOf(int bytes) {
        String body = titled("Padded");
        return body + " ".repeat(bytes - body.length());
    }

    private static String head(String framing) {
        return """
        POST /api/notifications HTTP/1.1
        Host: localhost
        Content-Type: application/json
        %s

        """
                .formatted(framing);
    }

    /// A request with that body in two chunks; the chunk that ends it is for the test to send.
    private static String chunked(String body) {
        int half = body.length() / 2;
        return head("Transfer-Encoding: chunked")
                + chunk(body.substring(0, half))
                + chunk(body.substring(half));
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\n" + text + "\n";
    }
}
