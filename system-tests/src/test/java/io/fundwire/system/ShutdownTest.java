package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpResponse;
import java.util.ArrayList;

/// What SIGTERM does. The messages themselves are in the golden transcript.
class ShutdownTest {

    private static final String MAX = "50";
    private static final int NEARLY_MAX = 49;

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void sendsClientsAwayAndExitsWithZero(String signal) {
        try (var server = RunningServer.start();
                var client = JdkClient.connect(server.webSocket())) {
            client.receive("connection");

            server.process().signal(signal);

            client.receive("reconnect");
            assertThat(client.next())
                    .isInstanceOfSatisfying(
                            JdkClient.Closed.class,
                            closed -> assertThat(closed.code()).isEqualTo(1012));
            assertThat(server.process().exitCode()).isZero();
            assertThat(server.process().out()).endsWith("stopped\n");
        }
    }

    @Test
    void isNotReadyAndTakesNobodyInWhileClientsLeave() {
        try (var server = RunningServer.start("--max-connections", MAX);
                var crowd = FrozenClients.connect(server.port(), NEARLY_MAX)) {
            assertThat(readiness(server)).isEqualTo(200);

            server.process().terminate();

            await().atMost(RunningServer.PATIENCE).until(() -> readiness(server) == 503);
            assertThat(HttpCalls.get(server.http("/health/live")).statusCode()).isEqualTo(200);
            HttpResponse<?> refusal = refusal(server);
            assertThat(refusal.statusCode()).isEqualTo(503);
            assertThat(refusal.headers().firstValueAsLong("Retry-After")).isNotEmpty();

            crowd.vanish();
            assertThat(server.process().exitCode()).isZero();
        }
    }

    @Test
    void deliversBeforeTheCloseWhatItAccepted() {
        int accepted = 50;
        try (var server = RunningServer.start();
                var client = JdkClient.connect(server.webSocket())) {
            client.receive("connection");
            for (int i = 0; i < accepted; i++) {
                HttpCalls.post(
                        server.http("/api/notifications"),
                        "{\"title\":\"%d\",\"body\":\"b\"}".formatted(i));
            }

            server.process().terminate();

            var types = new ArrayList<String>();
            JdkClient.Event event = client.next();
            while (event instanceof JdkClient.Text(var text)) {
                types.add(Json.parse(text).path("type").asString(""));
                event = client.next();
            }
            types.removeIf("unread"::equals);
            assertThat(types).hasSize(accepted + 1).containsOnlyOnce("reconnect");
            assertThat(event).isInstanceOf(JdkClient.Closed.class);
        }
    }

    /// Nor for a close that is allowed to take an hour.
    @Test
    void doesNotWaitForClientsThatNeverAnswer() {
        try (var server = RunningServer.start("--close-timeout", "1h", "--drain-time", "2s");
                var crowd = FrozenClients.connect(server.port(), 1)) {
            server.process().terminate();

            assertThat(server.process().exitCode()).isZero();
            crowd.vanish();
        }
    }

    @Test
    void endsAtOnceWhenAskedTwice() throws Exception {
        try (var server = RunningServer.start("--max-connections", MAX);
                var crowd = FrozenClients.connect(server.port(), NEARLY_MAX)) {
            server.process().terminate();
            await().atMost(RunningServer.PATIENCE)
                    .until(() -> server.process().out().contains("draining"));
            // Any sooner it would count as the same signal, and there is nothing to see of that.
            Thread.sleep(600);

            server.process().terminate();

            assertThat(server.process().exitCode()).isEqualTo(1);
            assertThat(server.process().out()).contains("a second signal came");
            assertThat(server.process().out()).doesNotContain("- stopped\n");
            crowd.vanish();
        }
    }

    /// As some programs do that run others.
    @Test
    void aSignalThatComesTwiceIsOne() {
        try (var server = RunningServer.start();
                var client = JdkClient.connect(server.webSocket())) {
            client.receive("connection");

            server.process().terminate();
            server.process().terminate();

            client.receive("reconnect");
            client.next();
            assertThat(server.process().exitCode()).isZero();
        }
    }

    private static int readiness(RunningServer server) {
        return HttpCalls.get(server.http("/health/ready")).statusCode();
    }

    private static HttpResponse<?> refusal(RunningServer server) {
        try (var client = JdkClient.connect(server.webSocket())) {
            throw new AssertionError("connected: " + client.next());
        } catch (JdkClient.Refused refused) {
            return refused.answer();
        }
    }
}
