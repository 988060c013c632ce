package io.fundwire.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Paths that lead elsewhere for whoever tidies them up, such as a proxy that keeps some of them to
/// itself: here they lead nowhere.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PathTraversalTest {

    @AutoClose private final RunningApi api = RunningApi.start();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../api/health",
                "/../../../../etc/passwd",
                "/./api/health",
                "/api/./health",
                "/api/x/../health",
                "/health/live/../ready",
                "/health/live/../../api/health",
                "/health/live/../../api/notifications",
                "/health/live/.",
                "/health/live/..",
                "/api/health/",
                "/api/clients/..",
                "/api/clients/.",
                "/api/clients/../health",
                "/%2e%2e/api/health",
                "/%2E%2E/api/health",
                "/.%2e/api/health",
                "/%2e/api/health",
                "/health/live/%2e%2e/ready",
                "/api/clients/%2e%2e",
                "/api/clients/..%2f..",
                "/api/clients/..%2Fhealth",
                "/api/clients/%2e%2e%2fhealth",
                "/api/clients/..%5c..",
                "/api/clients/..\\health",
                "/api\\health",
                "/api%2fhealth",
                "/api%5chealth",
                "/api%252fhealth",
                "/%252e%252e/api/health",
                "//api/health",
                "/api//health",
                "/api/health//",
                "///api/health",
                "/api;x/health",
                "/api/health;",
                "/api/health;x=1",
                "/health/live/..;/ready",
                "/api/clients/..;/health",
                "/;/api/health",
                "/api/health%00",
                "/api/health%00.json",
                "/api/clients/%00",
                "/api/health%0a",
                "/api/health%20",
                "/api/health%",
                "/api/health%2",
                "/api/health%zz",
                "/api/%u0068ealth",
                "/%c0%ae%c0%ae/api/health",
                "/api/health#",
                "/api/health%23",
                "/api/health%3fx",
                "/.git/config",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "api/health",
                "*",
                "localhost",
                "http://localhost/health/live/../ready",
                "http://localhost:99999/api/health",
                "http://evil.example/api/health",
                "http://user@localhost/api/health"
            })
    void leadsNowhere(String path) throws Exception {
        for (String method : new String[] {"GET", "POST", "DELETE", "OPTIONS"}) {
            var reply = send(method, path);

            assertThat(reply.status()).as(method).isIn(400, 404);
            reply.problem(reply.status(), "http-" + reply.status());
        }
        assertThat(api.core.faults.places()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS, /api/health, 405",
        "OPTIONS, /nothing, 404",
        "OPTIONS, /, 405",
        "TRACE, /api/health, 405",
        "TRACE, /nothing, 404",
        "CONNECT, localhost:80, 405",
        "CONNECT, /api/health, 400",
        "PROPFIND, /api/health, 405",
        "PROPFIND, /nothing, 404",
        "PRI, /api/health, 405",
        "GET, /api/../nothing, 400"
    })
    void aMethodThatNobodyNeedsDoesNothing(String method, String path, int status)
            throws Exception {
        var reply = send(method, path);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.body()).doesNotContain("Marker");
    }

    private Reply send(String method, String path) throws Exception {
        try (var connection = api.connect()) {
            return connection
                    .send(
                            """
                            %s %s HTTP/1.1
                            Host: localhost
                            X-Marker: Marker
                            Content-Length: 0

                            """
                                    .formatted(method, path))
                    .receive();
        }
    }
}
