package io.fundwire.adapters.http;

import static io.fundwire.adapters.http.StaticFiles.Readers.ALL_PAGES;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Files at the paths of their names, as they look on the wire.
final class StaticFilesTest {

    private static final Path SOURCES = Path.of("src/test/resources", RunningApi.PAGES);
    private static final String OTHER_TAG = "\"0123456789abcdef0123456789abcdef\"";

    @AutoClose private final RunningApi api = RunningApi.start();

    @ParameterizedTest
    @CsvSource({
        "/app.js,         text/javascript; charset=utf-8",
        "/parts/part.js,  text/javascript; charset=utf-8",
        "/page.html,      text/html; charset=utf-8",
        "/style.css,      text/css; charset=utf-8",
        "/parts/data.json, application/json"
    })
    void eachFileIsAtItsPathByteForByteAndTyped(String path, String mediaType) throws Exception {
        var reply = api.get(path);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(source(path));
        assertThat(reply.header("Content-Type")).isEqualTo(mediaType);
        assertThat(reply.header("Content-Length"))
                .isEqualTo(String.valueOf(Files.size(file(path))));
    }

    @Test
    void headSaysTheSameWithoutTheFile() throws Exception {
        var got = api.get("/app.js");

        var head = api.send(api.request("/app.js").HEAD());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String name : new String[] {"Content-Type", "Content-Length", "ETag"}) {
            assertThat(head.header(name)).isEqualTo(got.header(name));
        }
    }

    @Test
    void aQueryMakesNoDifference() throws Exception {
        assertThat(api.get("/app.js?version=2").body()).isEqualTo(source("/app.js"));
    }

    // ---- pages of other origins

    @Test
    void aPageOfAnyOriginMayImportIt() throws Exception {
        var reply = raw("GET /app.js", "Origin: https://app.example.com");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(reply.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void whoCallsTheServerByAForeignNameGetsNothing() throws Exception {
        try (var connection = api.connect()) {
            connection
                    .send("GET /app.js HTTP/1.1\nHost: evil.example\n\n")
                    .receive()
                    .problem(421, "foreign-host");
        }
    }

    // ---- the server's own pages

    @ParameterizedTest
    @CsvSource({"/, The first page", "/own/, Another page"})
    void theIndexOfAFolderIsAtTheFolder(String path, String text) throws Exception {
        var reply = api.get(path);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains(text);
        assertThat(reply.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    }

    @Test
    void anOwnPageHasNoCodeInItAndLoadsNothingFromElsewhere() throws Exception {
        var reply = raw("GET /own/", "Origin: https://app.example.com");

        assertThat(reply.header("Content-Security-Policy"))
                .contains("default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(reply.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(String.join("\n", reply.head()))
                .doesNotContainIgnoringCase("Access-Control-Allow-Origin");
    }

    // ---- whoever has it

    @Test
    void isKeptButAskedForEachTime() throws Exception {
        assertThat(api.get("/app.js").header("Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "\"other\",W/%s , \"more\"", "*"})
    void whoHasItIsToldSo(String known) throws Exception {
        var got = api.get("/app.js");

        for (String method : List.of("GET", "HEAD")) {
            var reply =
                    raw(
                            method + " /app.js",
                            "If-None-Match: " + known.formatted(got.header("ETag")));

            assertThat(reply.status()).isEqualTo(304);
            assertThat(reply.body()).isEmpty();
            for (String name : List.of("ETag", "Cache-Control", "Access-Control-Allow-Origin")) {
                assertThat(reply.header(name)).isEqualTo(got.header(name));
            }
        }
    }

    /// Which keeps a connection in step: what follows is the next answer.
    @Test
    void nothingFollowsTheNewsThatSomebodyHasIt() throws Exception {
        String tag = api.get("/app.js").header("ETag");

        try (var connection = api.connect()) {
            connection.send(
                    "GET /app.js HTTP/1.1\nHost: localhost\nIf-None-Match: %s\n\n".formatted(tag));
            assertThat(connection.receiveHead().status()).isEqualTo(304);
            connection.send("GET /style.css HTTP/1.1\nHost: localhost\n\n");
            assertThat(connection.receive().body()).isEqualTo(source("/style.css"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OTHER_TAG, "W/" + OTHER_TAG, "\"", "\"*\"", "", "app.js"})
    void whoHasAnotherGetsIt(String known) throws Exception {
        var reply = raw("GET /app.js", "If-None-Match: " + known);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(source("/app.js"));
    }

    @Test
    void filesDifferInTheirTagsWhichAreStrong() throws Exception {
        assertThat(api.get("/app.js").header("ETag"))
                .startsWith("\"")
                .isNotEqualTo(api.get("/parts/part.js").header("ETag"));
    }

    // ---- what is not there

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "INVENTED"})
    void otherMethodsAreRefused(String method) throws Exception {
        var reply = raw(method + " /app.js", "Content-Length: 0");

        reply.problem(405, "method-not-allowed");
        assertThat(reply.header("Allow")).isEqualTo("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/parts",
                "/parts/",
                "/index.html",
                "/own",
                "/own/index.html",
                "/app",
                "/App.js",
                "/app.js/",
                "/app.js/part.js",
                "/part.js",
                "/parts/app.js",
                "/parts/missing.js",
                "//app.js",
                "/parts//part.js",
                "/RunningApi.class",
                "/io/fundwire/adapters/http/pages/app.js"
            })
    void otherPathsLeadNowhere(String path) throws Exception {
        for (String method : List.of("GET", "POST")) {
            var reply = raw(method + " " + path, "Content-Length: 0");

            assertThat(reply.status()).isIn(400, 404);
            reply.problem(reply.status(), "http-" + reply.status());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/parts/../app.js",
                "/parts/%2e%2e/app.js",
                "/./app.js",
                "/../pages/app.js",
                "/parts%2fpart.js",
                "/parts%5cpart.js",
                "/parts\\part.js",
                "/app.js;x",
                "/app.js%00",
                "/app.js%00.html",
                "/..%2fRunningApi.class",
                "/%2e%2e/RunningApi.class",
                "/parts/..;/app.js"
            })
    void anUntidyPathLeadsNowhere(String path) throws Exception {
        var reply = raw("GET " + path, "Content-Length: 0");

        assertThat(reply.status()).isIn(400, 404);
        reply.problem(reply.status(), "http-" + reply.status());
    }

    @Test
    void theApiIsStillThere() throws Exception {
        assertThat(api.get("/api/health").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "io/fundwire/adapters/http/nowhere, there is no folder",
        "io/fundwire/adapters/http/pages/app.js, there is no folder",
        "io/fundwire/adapters/http/untyped, no media type is known for file.unknown"
    })
    void aFolderThatCannotBeServedIsAFault(String folder, String fault) {
        assertThatThrownBy(() -> StaticFiles.read(folder, ALL_PAGES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(fault);
    }

    private Reply raw(String request, String header) throws Exception {
        try (var connection = api.connect()) {
            connection.send("%s HTTP/1.1\nHost: localhost\n%s\n\n".formatted(request, header));
            boolean hasBody = !request.startsWith("HEAD");
            return hasBody ? connection.receive() : connection.receiveHead();
        }
    }

    private static Path file(String path) {
        return SOURCES.resolve(path.substring(1));
    }

    private static String source(String path) throws Exception {
        return Files.readString(file(path));
    }
}
