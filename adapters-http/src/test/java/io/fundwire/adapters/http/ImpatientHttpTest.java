package io.fundwire.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;

/// Connections that do not get to the point. Some tests let real time pass, since it is the drip of
/// real bytes that they are about; those that say what is *not* cut hold the server's time.
final class ImpatientHttpTest {

    private static final Duration ENOUGH = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(150);

    /// Unlike any other time that Jetty waits for.
    private static final Duration HELD = Duration.ofMillis(4321);

    private static final String LIVE = "GET /health/live HTTP/1.1\nHost: localhost\n";

    private final HeldScheduler time = new HeldScheduler();

    // What is cut.

    @Test
    void whoSaysNothingIsCut() throws Exception {
        try (var api = RunningApi.startImpatient(SHORT);
                var connection = api.connect()) {
            assertThat(connection.receiveRest()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /", "GET /health/live HTTP/1.1\nHost: localhost\nX: "})
    void whoDripsIsCut(String start) throws Exception {
        try (var api = RunningApi.startImpatient(SHORT);
                var connection = api.connect().send(start)) {
            awaitCutWhileDripping(connection);
            await().atMost(ENOUGH).until(() -> api.openSockets() == 0);
        }
    }

    @Test
    void whoDripsAfterAWholeRequestIsCutToo() throws Exception {
        try (var api = RunningApi.startImpatient(SHORT);
                var connection = api.connect()) {
            asksAndIsAnswered(connection);

            awaitCutWhileDripping(connection);
        }
    }

    @Test
    void whoStopsInASecondRequestIsCutAtTheSecondLook() throws Exception {
        try (var api = RunningApi.startOn(time, HELD);
                var connection = api.connect()) {
            asksAndIsAnswered(connection);
            time.pass(HELD);
            sends(api, connection, LIVE);

            time.pass(HELD);
            assertThat(api.openSockets()).isEqualTo(1);
            time.pass(HELD);

            assertThat(connection.receiveRest()).isEmpty();
        }
    }

    @Test
    void aConnectionThatIsGoneIsForgottenAtOnce() throws Exception {
        try (var api = RunningApi.startOn(time, HELD)) {
            try (var connection = api.connect()) {
                asksAndIsAnswered(connection);
                assertThat(time.waitingFor(HELD)).isEqualTo(1);
            }

            await().atMost(ENOUGH).until(() -> time.waitingFor(HELD) == 0);
        }
    }

    // What is not.

    @Test
    void whoAsksNowAndThenIsNotCut() throws Exception {
        try (var api = RunningApi.startOn(time, HELD);
                var connection = api.connect()) {
            for (int i = 0; i < 5; i++) {
                asksAndIsAnswered(connection);
                for (int looks = 0; looks < 4; looks++) {
                    time.pass(HELD);
                }
            }
            asksAndIsAnswered(connection);
        }
    }

    @Test
    void aRequestThatHasJustBegunMayEnd() throws Exception {
        try (var api = RunningApi.startOn(time, HELD);
                var connection = api.connect()) {
            asksAndIsAnswered(connection);
            time.pass(HELD);
            time.pass(HELD);
            sends(api, connection, LIVE);

            time.pass(HELD);

            connection.send("\n");
            assertThat(connection.receive().status()).isEqualTo(200);
            time.pass(HELD);
            asksAndIsAnswered(connection);
        }
    }

    /// Of a body, each byte comes after the last request began.
    @ParameterizedTest
    @ValueSource(strings = {"", "Expect: 100-continue\n"})
    void aBodyThatTookLongLeavesTheConnectionFitForTheNextRequest(String header) throws Exception {
        String body = Bodies.titled("Slow");
        try (var api = RunningApi.startOn(time, HELD);
                var connection = api.connect()) {
            sends(
                    api,
                    connection,
                    "POST /api/notifications HTTP/1.1\nHost: localhost\n"
                            + "Content-Type: application/json\n"
                            + "Content-Length: %d\n".formatted(body.length())
                            + header
                            + "\n");
            if (!header.isEmpty()) {
                assertThat(connection.receiveHead().status()).isEqualTo(100);
            }
            time.pass(HELD);
            sends(api, connection, body.substring(0, 5));
            time.pass(HELD);
            connection.send(body.substring(5));
            assertThat(connection.receive().status()).isEqualTo(202);

            time.pass(HELD);
            time.pass(HELD);

            asksAndIsAnswered(connection);
        }
    }

    @Test
    void requestsSentAllAtOnceAreAllAnsweredInOrder() throws Exception {
        try (var api = RunningApi.startOn(time, HELD);
                var connection = api.connect()) {
            connection.send((LIVE + "\n").repeat(3) + "GET /nothing HTTP/1.1\nHost: localhost\n\n");

            for (int i = 0; i < 3; i++) {
                assertThat(connection.receive().status()).isEqualTo(200);
            }
            assertThat(connection.receive().status()).isEqualTo(404);
            time.pass(HELD);
            asksAndIsAnswered(connection);
        }
    }

    private static void awaitCutWhileDripping(RawConnection connection) {
        await().atMost(ENOUGH)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> connection.isCutWhile("x"));
    }

    private static void asksAndIsAnswered(RawConnection connection) throws IOException {
        assertThat(connection.send(LIVE + "\n").receive().status()).isEqualTo(200);
    }

    /// Sends it and waits until the server has read it.
    private static void sends(RunningApi api, RawConnection connection, String text)
            throws IOException {
        long before = api.bytesRead();
        long bytes = text.replace("\n", "\r\n").length();
        connection.send(text);
        await().atMost(ENOUGH).until(() -> api.bytesRead() == before + bytes);
    }
}
