package io.fundwire.adapters.http;

import static io.fundwire.adapters.http.Bodies.titled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.fundwire.application.health.HealthCheck;
import io.fundwire.application.message.MessageFormat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// What the server answers where no endpoint does, and that nobody learns from it how it is built.
final class ErrorAnswerTest {

    @AutoClose private final RunningApi api = RunningApi.start();

    @ParameterizedTest
    @ValueSource(
            strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "INVENTED"})
    void anUnknownPathIsNotFoundWhateverTheMethod(String method) throws Exception {
        try (var connection = api.connect()) {
            connection.send(
                    """
                    %s /api/nothing HTTP/1.1
                    Host: localhost
                    Content-Length: 0

                    """
                            .formatted(method));

            connection.receive().problem(404, "http-404");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console",
                "/api",
                "/api/health/",
                "/API/health",
                "/api/healthy",
                "/health",
                "/favicon.ico",
                "/api/notifications/1/delivery",
                "/api/notifications.json"
            })
    void pathsAreTakenLiterally(String path) throws Exception {
        api.get(path).problem(404, "http-404");
    }

    @Test
    void headOfAnUnknownPathHasNoBody() throws Exception {
        var reply = api.send(api.request("/nothing").HEAD());

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void isAProblemAlsoForWhoAsksForAPage() throws Exception {
        api.send(api.request("/nothing").header("Accept", "text/html")).problem(404, "http-404");
        api.send(api.request("/nothing").header("Accept", "image/png")).problem(404, "http-404");
    }

    // Requests that are no HTTP, or none that is understood.

    static List<ArgumentSet> noRequest() {
        String host = "\nHost: localhost\n";
        return List.of(
                argumentSet("no HTTP", "Hello?\n\n", 400),
                argumentSet("no host", "GET /api/health HTTP/1.1\n\n", 400),
                argumentSet("a version to come", "GET / HTTP/9.9" + host + "\n", 505),
                argumentSet("an escaped slash", "GET /api%2fhealth HTTP/1.1" + host + "\n", 400),
                argumentSet("a way up", "GET /../etc/passwd HTTP/1.1" + host + "\n", 400),
                argumentSet("an escaped NUL", "GET /%00 HTTP/1.1" + host + "\n", 400),
                argumentSet("a broken escape", "GET /%zz HTTP/1.1" + host + "\n", 400),
                argumentSet(
                        "two framings",
                        "POST /api/notifications HTTP/1.1"
                                + host
                                + "Content-Length: 5\nTransfer-Encoding: chunked\n\n0\n\n",
                        400),
                argumentSet(
                        "a length below zero",
                        "POST /api/notifications HTTP/1.1" + host + "Content-Length: -1\n\n",
                        400),
                argumentSet(
                        "a chunk without a length",
                        "POST /api/notifications HTTP/1.1"
                                + host
                                + "Content-Type: application/json\n"
                                + "Transfer-Encoding: chunked\n\n1\n{\nxyz\n",
                        400),
                argumentSet(
                        "endless headers",
                        "GET / HTTP/1.1" + host + "X: " + "x".repeat(10_000) + "\n\n",
                        431),
                argumentSet(
                        "an endless path", "GET /" + "x".repeat(10_000) + " HTTP/1.1" + host, 414));
    }

    @ParameterizedTest
    @MethodSource("noRequest")
    void whatIsNoRequestIsAProblemToo(String text, int status) throws Exception {
        try (var connection = api.connect()) {
            connection.send(text);
            var reply = connection.receive();

            reply.problem(status, "http-" + status);
            reply.assertSaysNothingOfTheServer();
        }
    }

    // Faults.

    @ParameterizedTest
    @ValueSource(strings = {"/api/health", "/health/ready"})
    void aFaultWhileAskingIsAProblemWithoutItsText(String path) throws Exception {
        HealthCheck broken =
                () -> {
                    throw new Fault();
                };
        try (var faulty = RunningApi.start(settings -> settings.with(broken))) {
            var reply = faulty.get(path);

            reply.problem(500, "internal");
            reply.assertSaysNothingOfTheServer();
            assertThat(faulty.send(faulty.request(path).HEAD()).status()).isEqualTo(500);
            assertThat(faulty.get("/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void aFaultWhilePublishingIsAProblemWithoutItsText() throws Exception {
        MessageFormat broken =
                envelope -> {
                    throw new Fault();
                };
        try (var faulty = RunningApi.start(settings -> settings.with(broken))) {
            var reply = faulty.publish(titled("Unlucky"));

            var problem = reply.problem(500, "internal");
            assertThat(problem.get("detail").stringValue()).contains("not your fault");
            assertThat(faulty.core.faults.places()).containsExactly("/api/notifications");
            reply.assertSaysNothingOfTheServer();
        }
    }

    @Test
    void noRefusalSaysHowTheServerIsBuilt() throws Exception {
        for (var reply :
                List.of(
                        api.get("/nothing"),
                        api.get("/api/notifications"),
                        api.publish("{"),
                        api.publish("{\"title\": 5}"),
                        api.publish(Bodies.with("payload", Bodies.nested(200))),
                        api.send(api.request("/api/notifications").DELETE()),
                        api.get("/%3Cscript%3E"))) {
            reply.assertSaysNothingOfTheServer();
        }
    }
}
