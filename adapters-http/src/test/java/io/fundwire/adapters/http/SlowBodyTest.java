package io.fundwire.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundwire.application.message.MessageFormat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;

/// Bodies that come slowly, late or never. Each of these clients waits for `100 Continue`, which
/// the server sends when it asks for the body: from then on a thread could be held.
final class SlowBodyTest {

    private static final String BODY = "{\"title\": \"Slow\", \"body\": \"b\"}";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @AutoClose private final RunningApi api = RunningApi.start();

    @Test
    void manyOfThemHoldNoThread() throws Exception {
        var slow = new ArrayList<RawConnection>();
        try {
            for (int i = 0; i < 4 * RunningApi.THREADS; i++) {
                slow.add(startedBody(BODY.length()).send(BODY.substring(0, 10)));
            }

            assertThat(api.get("/health/live").status()).isEqualTo(200);
            assertThat(api.publish(BODY).status()).isEqualTo(202);

            for (var connection : slow) {
                connection.send(BODY.substring(10));
                assertThat(connection.receive().status()).isEqualTo(202);
            }
        } finally {
            for (var connection : slow) {
                connection.close();
            }
        }
    }

    @Test
    void aBodyThatComesByteForByteIsTaken() throws Exception {
        try (var connection = startedBody(BODY.length())) {
            for (int i = 0; i < BODY.length(); i++) {
                connection.send(BODY.substring(i, i + 1));
            }

            assertThat(connection.receive().status()).isEqualTo(202);
        }
    }

    @Test
    void aBodyThatBreaksOffIsForgotten() throws Exception {
        startedBody(BODY.length() + 1).send(BODY).reset();

        await().atMost(PATIENCE).until(() -> api.openSockets() == 0);
        assertThat(api.core.store.counts().published()).isZero();
        assertThat(api.publish(BODY).status()).isEqualTo(202);
    }

    @Test
    void aBodyThatStopsIsToldSoAndItsConnectionClosed() throws Exception {
        try (var connection = startedBody(BODY.length() + 1).send(BODY)) {
            api.losePatienceAfter(Duration.ofMillis(50));

            connection.receive().problem(408, "body-too-slow");

            assertThat(connection.receiveRest()).isEmpty();
        }
        assertThat(api.core.store.counts().published()).isZero();
    }

    /// An idle timeout would begin anew with each byte.
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100000", "Transfer-Encoding: chunked"})
    void aBodyThatDripsIsToldSoAndItsConnectionClosed(String framing) throws Exception {
        String drop = framing.endsWith("chunked") ? "1\n{\n" : "{";
        try (var impatient = RunningApi.startImpatient(Duration.ofMillis(200));
                var connection = impatient.connect()) {
            connection.send(
                    """
                    POST /api/notifications HTTP/1.1
                    Host: localhost
                    Content-Type: application/json
                    %s

                    """
                            .formatted(framing));

            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> connection.isCutWhile(drop) || connection.isAnswered());

            connection.receive().problem(408, "body-too-slow");
            assertThat(connection.receiveRest()).isEmpty();
            assertThat(impatient.core.store.counts().published()).isZero();
        }
    }

    @Test
    void aFaultIsAnsweredHoweverLateTheBodyCame() throws Exception {
        MessageFormat broken =
                envelope -> {
                    throw new Fault();
                };
        try (var faulty = RunningApi.start(settings -> settings.with(broken));
                var connection = startedBody(faulty, BODY.length())) {
            connection.send(BODY);

            connection.receive().problem(500, "internal");
        }
    }

    @Test
    void aBodyThatWouldBeRefusedIsNotEvenAskedFor() throws Exception {
        try (var connection = api.connect()) {
            connection.send(head("text/plain", 10));
            connection.receive().problem(415, "unsupported-media-type");
        }
        try (var connection = api.connect()) {
            connection.send(head("application/json", 1_000_000));
            connection.receive().problem(413, "body-too-large");
        }
    }

    private RawConnection startedBody(int length) throws IOException {
        return startedBody(api, length);
    }

    private static RawConnection startedBody(RunningApi api, int length) throws IOException {
        var connection = api.connect();
        connection.send(head("application/json", length));
        assertThat(connection.receiveHead().status()).isEqualTo(100);
        return connection;
    }

    private static String head(String type, int length) {
        return """
        POST /api/notifications HTTP/1.1
        Host: localhost
        Content-Type: %s
        Content-Length: %d
        Expect: 100-continue

        """
                .formatted(type, length);
    }
}
