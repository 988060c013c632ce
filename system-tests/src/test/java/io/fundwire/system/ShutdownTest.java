package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;

/// What SIGTERM does. The messages themselves are in the golden transcript.
class ShutdownTest {

    private static final String MAX = "50";
    private static final int NEARLY_MAX = 49;

    @Test
    void sendsClientsAwayAndExitsWithZero() {
        try (var server = RunningServer.start();
                var client = JdkClient.connect(server.webSocket())) {
            client.receive("connection");

            server.process().terminate();

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
    void doesNotWaitForClientsThatNeverAnswer() {
        try (var server = RunningServer.start();
                var crowd = FrozenClients.connect(server.port(), 1)) {
            server.process().terminate();

            assertThat(server.process().exitCode()).isZero();
            crowd.vanish();
        }
    }

    @Test
    void endsAtOnceWhenAskedTwice() {
        try (var server = RunningServer.start("--max-connections", MAX);
                var crowd = FrozenClients.connect(server.port(), NEARLY_MAX)) {
            server.process().terminate();
            await().atMost(RunningServer.PATIENCE)
                    .until(() -> server.process().out().contains("draining"));

            server.process().terminate();

            assertThat(server.process().exitCode()).isEqualTo(1);
            assertThat(server.process().out()).doesNotContain("stopped");
            crowd.vanish();
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
