package io.fundwire.adapters.http;

import static io.fundwire.adapters.http.Bodies.titled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Requests of which a proxy in front and this server could see different ends: what follows would
/// be a request of its own to one of them. Each is followed by one that publishes, and by the end
/// of what the client sends.
final class SmugglingTest {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.\\d (\\d{3})");
    private static final String HOST = "Host: localhost\r\n";
    private static final String SMUGGLED = post("Content-Length: 47\r\n", titled("Smuggled"));
    private static final String LAST_CHUNK = "0\r\n\r\n";

    @AutoClose private final RunningApi api = RunningApi.start();

    static Stream<ArgumentSet> shapes() {
        return Stream.of(lengths(), codings(), chunks(), headers(), versions())
                .flatMap(List::stream);
    }

    private static List<ArgumentSet> lengths() {
        return List.of(
                shape("a length and chunks", length("5") + chunked(), LAST_CHUNK),
                shape("chunks and a length", chunked() + length("5"), LAST_CHUNK),
                shape("two lengths", length("2") + length("0"), "{}"),
                shape("a length twice", length("2") + length("2"), "{}"),
                shape("a list of lengths", length("2, 2"), "{}"),
                shape("a length with a sign", length("+2"), "{}"),
                shape("a length below zero", length("-2"), "{}"),
                shape("a length in hex", length("0x2"), "{}"),
                shape("a length and a half", length("2.0"), "{}"),
                shape("a length with a gap", length("0 2"), "{}"),
                shape("no length", length(""), "{}"),
                shape("a length in other digits", length("\u00b2"), "{}"),
                shape("a length beyond all", length("18446744073709551618"), "{}"));
    }

    private static List<ArgumentSet> codings() {
        return List.of(
                shape("chunked, identity", coding("chunked, identity"), LAST_CHUNK),
                shape("identity, chunked", coding("identity, chunked"), LAST_CHUNK, 501),
                shape("gzip, chunked", coding("gzip, chunked"), LAST_CHUNK, 501),
                shape("identity", coding("identity"), ""),
                shape("chunked twice", coding("chunked, chunked"), LAST_CHUNK),
                shape("two codings", chunked() + chunked(), LAST_CHUNK),
                shape("two codings, one none", chunked() + coding("identity"), LAST_CHUNK),
                shape("nearly chunked", coding("xchunked"), LAST_CHUNK),
                shape("chunked with a parameter", coding("chunked;q=1"), LAST_CHUNK),
                shape("chunked after a tab", coding("\u000bchunked"), LAST_CHUNK),
                shape("chunked in quotes", coding("\"chunked\""), LAST_CHUNK),
                shape("no coding", coding(""), LAST_CHUNK));
    }

    private static List<ArgumentSet> chunks() {
        return List.of(
                shape(
                        "line ends in a quoted extension",
                        chunked(),
                        "2;a=\"\r\n{}\r\n0\r\n\r\n" + SMUGGLED + "\"\r\n"),
                shape("an extension that ends early", chunked(), "2;\nxx\r\n{}\r\n" + LAST_CHUNK),
                shape("LF alone in chunks", chunked(), "2\n{}\n0\n\n"),
                shape("LF alone after a size", chunked(), "2\n{}\r\n" + LAST_CHUNK),
                shape("LF alone after a chunk", chunked(), "2\r\n{}\n" + LAST_CHUNK),
                shape("LF alone at the end", chunked(), "2\r\n{}\r\n0\n\n"),
                shape("CR alone after a size", chunked(), "2\r{}\r\n" + LAST_CHUNK),
                shape("a size with a prefix", chunked(), "0x2\r\n{}\r\n" + LAST_CHUNK),
                shape("a size below zero", chunked(), "-2\r\n{}\r\n" + LAST_CHUNK),
                shape("a size with a sign", chunked(), "+2\r\n{}\r\n" + LAST_CHUNK),
                shape("a size beyond all", chunked(), "100000002\r\n{}\r\n" + LAST_CHUNK),
                shape("a size too small", chunked(), "1\r\n{}\r\n" + LAST_CHUNK));
    }

    private static List<ArgumentSet> headers() {
        String endless = "X: " + "x".repeat(9 * 1024) + "\r\n";
        return List.of(
                shape("a folded header", "X: a\r\n b\r\n" + length("2"), "{}"),
                shape("a folded length", "Content-Length:\r\n 2\r\n", "{}"),
                shape("a blank before the first", " X: a\r\n" + length("2"), "{}"),
                shape("LF alone after a header", "X: a\n" + length("2"), "{}"),
                shape("CR alone in a value", "X: a\rContent-Length: 40\r\n" + length("2"), "{}"),
                shape("CR twice", "X: a\r\r\n" + length("2"), "{}"),
                shape("NUL in a value", "X: a\0b\r\n" + length("2"), "{}"),
                shape("NUL in a name", "X\0: a\r\n" + length("2"), "{}"),
                shape("a blank before the colon", "Content-Length : 2\r\n", "{}"),
                shape("a tab before the colon", "Content-Length\t: 2\r\n", "{}"),
                shape(
                        "a blank before the colon of a coding",
                        "Transfer-Encoding : chunked\r\n",
                        LAST_CHUNK),
                shape("no name", ": a\r\n" + length("2"), "{}"),
                shape("no colon", "Content-Length\r\n" + length("2"), "{}"),
                shape("another host", "Host: evil.example\r\n" + length("2"), "{}"),
                shape("the host twice", HOST + length("2"), "{}"),
                argumentSet("LF alone", "GET /health/live HTTP/1.1\nHost: localhost\n\n", 400),
                argumentSet("LF alone at the end", get("/health/live", HOST + "\n"), 400),
                argumentSet("no host", get("/health/live", "\r\n"), 400),
                argumentSet("an empty host", get("/health/live", "Host:\r\n\r\n"), 400),
                argumentSet("two hosts in one", get("/", "Host: localhost, a\r\n\r\n"), 400),
                argumentSet("a URI of another host", get("http://a/", HOST + "\r\n"), 400),
                argumentSet("a URI of its own", get("http://localhost/", "Host: a\r\n\r\n"), 400),
                shape("endless headers", endless, "", 431),
                shape("endlessly many headers", "X: y\r\n".repeat(1500), "", 431));
    }

    private static List<ArgumentSet> versions() {
        String keepAlive = HOST + "Connection: keep-alive\r\n";
        return List.of(
                argumentSet("HTTP/0.9", "GET /health/live\r\n", 505),
                argumentSet("HTTP/0.9 in words", "GET /health/live HTTP/0.9\r\n\r\n", 505),
                argumentSet("HTTP/1.2", "GET /health/live HTTP/1.2\r\n" + HOST + "\r\n", 505),
                argumentSet("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 426),
                argumentSet("too many words", "GET / x HTTP/1.1\r\n" + HOST + "\r\n", 400),
                argumentSet(
                        "chunks of HTTP/1.0",
                        "GET /health/live HTTP/1.0\r\n" + HOST + chunked() + "\r\n" + LAST_CHUNK,
                        400),
                argumentSet(
                        "chunks of HTTP/1.0 kept alive",
                        "GET /health/live HTTP/1.0\r\n"
                                + keepAlive
                                + chunked()
                                + "\r\n"
                                + LAST_CHUNK,
                        400),
                argumentSet(
                        "chunks published by HTTP/1.0 kept alive",
                        "POST /api/notifications HTTP/1.0\r\n"
                                + keepAlive
                                + "Content-Type: application/json\r\n"
                                + chunked()
                                + "\r\n"
                                + LAST_CHUNK,
                        400));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void isRefusedAndNothingAfterItIsTaken(String request, int status) throws Exception {
        String answers = answersTo(request + SMUGGLED);

        assertThat(statuses(answers)).containsExactly(status);
        assertThat(api.core.store.counts().published()).isZero();
        Reply.assertSaysNothingOfTheServer(answers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /health/live", "GET /nothing", "DELETE /api/clients/x"})
    void aBodyThatNobodyReadsIsNotTakenForARequest(String request) throws Exception {
        String head = request + " HTTP/1.1\r\n" + HOST;
        String size = Integer.toHexString(SMUGGLED.length());

        assertThat(statuses(answersTo(head + length(SMUGGLED.length() + "\r\n") + SMUGGLED)))
                .hasSize(1);
        assertThat(
                        statuses(
                                answersTo(
                                        head
                                                + chunked()
                                                + "\r\n"
                                                + size
                                                + "\r\n"
                                                + SMUGGLED
                                                + "\r\n"
                                                + LAST_CHUNK)))
                .hasSize(1);
        assertThat(api.core.store.counts().published()).isZero();
    }

    /// The test above would prove nothing if what follows could not be taken at all.
    @Test
    void whatFollowsAWholeRequestIsTaken() throws Exception {
        String answers = answersTo(get("/health/live", HOST + "\r\n") + SMUGGLED + SMUGGLED);

        assertThat(statuses(answers)).containsExactly(200, 202, 202);
        assertThat(api.core.store.counts().published()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length:   48", "Content-Length: 48 \t", "content-length:48"})
    void blanksAroundALengthAreNoPartOfIt(String length) throws Exception {
        String answers = answersTo(post(length + "\r\n", titled("Published")) + SMUGGLED);

        assertThat(statuses(answers)).containsExactly(202, 202);
    }

    @Test
    void anExtensionThatIsOneIsPassedOver() throws Exception {
        String body = titled("Published");
        String size = Integer.toHexString(body.length());

        String answers =
                answersTo(
                        post(chunked(), size + ";a=b;c=\"d\"\r\n" + body + "\r\n" + LAST_CHUNK)
                                + SMUGGLED);

        assertThat(statuses(answers)).containsExactly(202, 202);
    }

    private String answersTo(String text) throws IOException {
        try (var connection = api.connect()) {
            return connection.sendExactly(text).finish().receiveRest();
        }
    }

    private static List<Integer> statuses(String answers) {
        return STATUS.matcher(answers)
                .results()
                .map((MatchResult status) -> Integer.valueOf(status.group(1)))
                .toList();
    }

    private static ArgumentSet shape(String name, String headers, String body) {
        return shape(name, headers, body, 400);
    }

    private static ArgumentSet shape(String name, String headers, String body, int status) {
        return argumentSet(name, post(headers, body), status);
    }

    private static String post(String headers, String body) {
        return "POST /api/notifications HTTP/1.1\r\n"
                + HOST
                + "Content-Type: application/json\r\n"
                + headers
                + "\r\n"
                + body;
    }

    private static String get(String uri, String headers) {
        return "GET " + uri + " HTTP/1.1\r\n" + headers;
    }

    private static String length(String value) {
        return "Content-Length: " + value + "\r\n";
    }

    private static String coding(String value) {
        return "Transfer-Encoding: " + value + "\r\n";
    }

    private static String chunked() {
        return coding("chunked");
    }
}
