package io.fundwire.adapters.http;

import static io.fundwire.adapters.http.Bodies.titled;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.FakeConnection;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// Who may do what through somebody's browser, as it looks on the wire.
final class OriginGuardTest {

    private static final String EVIL = "Origin: http://evil.example";

    @AutoClose private final RunningApi api = RunningApi.start();

    @ParameterizedTest
    @ValueSource(
            strings = {"GET /api/health", "GET /nothing", "OPTIONS /", "DELETE /api/clients/x"})
    void whoCallsTheServerByAForeignNameIsMisdirected(String request) throws Exception {
        var problem =
                send(request, "Host: evil.example", "Content-Length: 0")
                        .problem(421, "foreign-host");

        assertThat(problem.get("detail").stringValue()).contains("allowed-host");
    }

    @Test
    void aForeignNameIsNoWayToPublish() throws Exception {
        publish("Host: evil.example").problem(421, "foreign-host");
        publish("Host: evil.example", "Origin: http://localhost").problem(421, "foreign-host");

        assertThat(api.core.store.counts().published()).isZero();
    }

    /// A browser does not let the page see what it gets.
    @ParameterizedTest
    @ValueSource(strings = {"/api/health", "/health/live", "/health/ready", "/api/clients"})
    void aForeignPageMayAskWhatChangesNothing(String path) throws Exception {
        assertThat(send("GET " + path, "Host: localhost", EVIL).status()).isEqualTo(200);
    }

    @Test
    void noForeignPageIsToldThatItMayReadTheAnswer() throws Exception {
        var reply = send("GET /api/clients", "Host: localhost", EVIL);

        assertThat(String.join("\n", reply.head())).doesNotContainIgnoringCase("access-control");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                EVIL,
                "Origin: null",
                "Origin:",
                "Origin: http://localhost.evil.example",
                "Origin: http://localhost, http://evil.example",
                "Origin: http://localhost http://evil.example",
                "Origin: http://localhost\nOrigin: http://evil.example",
                "Origin: http://evil.example\norigin: http://localhost",
                "Origin: http://localhost\nOrigin: http://localhost"
            })
    void aForeignPageMayNotPublish(String origin) throws Exception {
        var problem = publish("Host: localhost", origin).problem(403, "foreign-origin");

        assertThat(problem.get("detail").stringValue()).contains("allowed-origin");
        assertThat(api.core.store.counts().published()).isZero();
    }

    @Test
    void aForeignPageMayNotEndAConnection() throws Exception {
        var alice = api.join("alice");

        send("DELETE /api/clients/" + alice.id(), "Host: localhost", EVIL)
                .problem(403, "foreign-origin");

        assertThat(((FakeConnection) alice.connection()).closed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE", "TRACE", "INVENTED", "get"})
    void aForeignPageMayUseNoMethodThatIsNotKnownToBeHarmless(String method) throws Exception {
        send(method + " /api/health", "Host: localhost", EVIL, "Content-Length: 0")
                .problem(403, "foreign-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upgrade: websocket", "upgrade: WebSocket", "Upgrade: h2c"})
    void aForeignPageMayNotConnect(String upgrade) throws Exception {
        send("GET /api/health", "Host: localhost", EVIL, upgrade, "Connection: Upgrade")
                .problem(403, "foreign-origin");
    }

    @Test
    void ownPagesAndProgramsMayDoAll() throws Exception {
        assertThat(publish("Host: localhost").status()).isEqualTo(202);
        assertThat(publish("Host: 127.0.0.1:5000", "Origin: http://localhost:3000").status())
                .isEqualTo(202);
        assertThat(
                        send(
                                        "GET /api/health",
                                        "Host: localhost",
                                        "Origin: http://localhost",
                                        "Upgrade: websocket",
                                        "Connection: Upgrade")
                                .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Host: localhost",
                "X-Forwarded-Server: localhost",
                "X-Forwarded-For: 127.0.0.1",
                "X-Original-Host: localhost",
                "X-Host: localhost",
                "Forwarded: for=127.0.0.1;host=localhost;proto=http",
                "X-HTTP-Method-Override: GET"
            })
    void whatAProxyWouldSayMakesNobodyWelcome(String header) throws Exception {
        send("GET /api/health", "Host: evil.example", header).problem(421, "foreign-host");
        publish("Host: localhost", EVIL, header).problem(403, "foreign-origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-For: 203.0.113.9",
                "X-Forwarded-Proto: https",
                "Forwarded: for=203.0.113.9;host=evil.example",
                "Referer: http://evil.example/",
                "Sec-Fetch-Site: cross-site"
            })
    void whatAProxyWouldSayShutsNobodyOut(String header) throws Exception {
        assertThat(publish("Host: localhost", header).status()).isEqualTo(202);
    }

    @Test
    void onTheNetworkItsOwnPagesAreThoseOfTheNameItIsCalledBy() throws Exception {
        var rule =
                new OriginRule(
                        OriginRule.Binding.NETWORK, List.of(), List.of("https://app.example"));
        try (var open = RunningApi.startBehind(rule)) {
            assertThat(publish(open, "Host: wire.example", "Origin: http://wire.example").status())
                    .isEqualTo(202);
            assertThat(publish(open, "Host: wire.example", "Origin: https://app.example").status())
                    .isEqualTo(202);
            publish(open, "Host: wire.example", EVIL).problem(403, "foreign-origin");
            publish(open, "Host: wire.example", EVIL, "X-Forwarded-Host: evil.example")
                    .problem(403, "foreign-origin");
            publish(open, "Host: wire.example", "Origin: http://localhost")
                    .problem(403, "foreign-origin");
        }
    }

    private Reply publish(String... headers) throws Exception {
        return publish(api, headers);
    }

    private static Reply publish(RunningApi api, String... headers) throws Exception {
        String body = titled("From a page");
        try (var connection = api.connect()) {
            return connection
                    .send(
                            """
                            POST /api/notifications HTTP/1.1
                            Content-Type: application/json
                            Content-Length: %d
                            %s

                            %s\
                            """
                                    .formatted(body.length(), String.join("\n", headers), body))
                    .receive();
        }
    }

    private Reply send(String request, String... headers) throws Exception {
        try (var connection = api.connect()) {
            return connection
                    .send(request + " HTTP/1.1\n" + String.join("\n", headers) + "\n\n")
                    .receive();
        }
    }
}
