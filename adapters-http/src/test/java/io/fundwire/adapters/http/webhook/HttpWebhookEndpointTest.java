package io.fundwire.adapters.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.fundwire.adapters.json.JsonDialect;
import io.fundwire.application.notification.QueuedEvent;
import io.fundwire.application.notification.WebhookAnswer;
import io.fundwire.domain.fixtures.Notifications;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.NotificationEvent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

final class HttpWebhookEndpointTest {

    private static final byte[] KEY = "a key of 24 bytes or so.".getBytes(UTF_8);
    private static final WebhookSecret SECRET =
            WebhookSecret.read("whsec_" + Base64.getEncoder().encodeToString(KEY)).orElseThrow();
    private static final Duration AMPLE = Duration.ofMinutes(1);
    private static final Instant HAPPENED = Instant.parse("2026-11-23T00:59:58.5Z");

    private final VirtualClock clock = new VirtualClock();
    private final BlockingQueue<WebhookAnswer> answers = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeWhatWasOpened() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
    }

    // What is sent

    @Test
    void anEventIsPostedAsJson() throws Exception {
        var receiver = receiver(200);

        post(receiver.url(), unacknowledged(7));

        var request = receiver.next();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/hook?a=b");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("webhook-id")).isEqualTo("whk_7_ntf_fees");
        assertThat(request.header("webhook-timestamp"))
                .isEqualTo(Long.toString(VirtualClock.START.getEpochSecond()));
        assertJson(
                request.body(),
                """
                {"type": "notification.unacknowledged", "timestamp": "2026-11-23T00:59:58.500Z",
                 "data": {"notificationId": "ntf_fees", "at": "2026-11-23T00:59:58.500Z"}}
                """);
        assertThat(request.body()).doesNotContain(" ", "\n");
    }

    @Test
    void ofAnAcknowledgementItIsSaidWhoseItIsAndWhatItSays() throws Exception {
        var receiver = receiver(200);
        var alice = People.user("alice");
        var id = Notifications.id("fees");

        for (var ack :
                List.of(
                        new Acknowledgement(AckStatus.DISMISSED, "approve"),
                        new Acknowledgement(AckStatus.RECEIVED, null))) {
            post(
                    receiver.url(),
                    queued(8, new NotificationEvent.Acknowledged(id, alice, ack, HAPPENED)));
        }

        assertJson(
                receiver.next().body(),
                """
                {"type": "notification.acknowledged", "timestamp": "2026-11-23T00:59:58.500Z",
                 "data": {"notificationId": "ntf_fees", "userId": "alice", "status": "dismissed",
                          "actionId": "approve", "at": "2026-11-23T00:59:58.500Z"}}
                """);
        assertJson(
                receiver.next().body(),
                """
                {"type": "notification.acknowledged", "timestamp": "2026-11-23T00:59:58.500Z",
                 "data": {"notificationId": "ntf_fees", "userId": "alice", "status": "received",
                          "at": "2026-11-23T00:59:58.500Z"}}
                """);
    }

    @Test
    void ofAnExpiryItIsSaidWhen() throws Exception {
        var receiver = receiver(200);

        post(
                receiver.url(),
                queued(9, new NotificationEvent.Expired(Notifications.id("fees"), HAPPENED)));

        assertJson(
                receiver.next().body(),
                """
                {"type": "notification.expired", "timestamp": "2026-11-23T00:59:58.500Z",
                 "data": {"notificationId": "ntf_fees", "at": "2026-11-23T00:59:58.500Z"}}
                """);
    }

    @Test
    void whoKnowsTheSecretCanTellThatNothingWasChanged() throws Exception {
        var receiver = receiver(200);

        post(receiver.url(), unacknowledged(7));

        var request = receiver.next();
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        String signed =
                request.header("webhook-id")
                        + "."
                        + request.header("webhook-timestamp")
                        + "."
                        + request.body();
        assertThat(request.header("webhook-signature"))
                .isEqualTo(
                        "v1,"
                                + Base64.getEncoder()
                                        .encodeToString(mac.doFinal(signed.getBytes(UTF_8))));
    }

    @Test
    void aRetryIsTheSameMessageSignedAtAnotherTime() throws Exception {
        var receiver = receiver(503);
        post(receiver.url(), unacknowledged(7));
        clock.advance(Duration.ofSeconds(5));
        post(receiver.url(), new QueuedEvent(7, unacknowledged(7).event(), 1, VirtualClock.START));

        var first = receiver.next();
        var second = receiver.next();

        assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(Long.parseLong(second.header("webhook-timestamp")))
                .isEqualTo(Long.parseLong(first.header("webhook-timestamp")) + 5);
        assertThat(second.header("webhook-signature"))
                .isNotEqualTo(first.header("webhook-signature"));
    }

    @Test
    void noTwoEventsHaveOneId() throws Exception {
        var receiver = receiver(200);
        var elsewhere =
                new NotificationEvent.Unacknowledged(Notifications.id("elsewhere"), HAPPENED);

        post(receiver.url(), unacknowledged(7));
        post(receiver.url(), unacknowledged(8));
        post(receiver.url(), queued(7, elsewhere));

        var ids = new HashSet<String>();
        for (int i = 0; i < 3; i++) {
            ids.add(receiver.next().header("webhook-id"));
        }
        assertThat(ids).hasSize(3);
    }

    // What is answered

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void anyStatusOfSuccessAccepts(int status) throws Exception {
        assertThat(post(receiver(status).url(), unacknowledged(7)))
                .isEqualTo(new WebhookAnswer.Accepted());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 410, 429, 500, 503})
    void anyOtherStatusRefuses(int status) throws Exception {
        assertThat(post(receiver(status).url(), unacknowledged(7)))
                .isEqualTo(new WebhookAnswer.Refused("HTTP status " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) throws Exception {
        var receiver = receiver(status);

        assertThat(post(receiver.url(), unacknowledged(7)))
                .isEqualTo(new WebhookAnswer.Refused("HTTP status " + status));

        assertThat(receiver.next().path()).isEqualTo("/hook?a=b");
        assertThat(receiver.size()).isZero();
    }

    @Test
    void whereNobodyListensNothingIsAccepted() throws Exception {
        URI url;
        try (var socket = listening()) {
            url = urlOf(socket);
        }

        assertThat(post(url, unacknowledged(7)))
                .isEqualTo(new WebhookAnswer.Refused("nobody listens there"));
    }

    @Test
    void whoDoesNotAnswerInTimeIsGivenUpAndLeft() throws Exception {
        var socket = listening();
        var endpoint = endpoint(urlOf(socket), Duration.ofMillis(300));

        endpoint.post(unacknowledged(7), answers::add);

        assertThat(answer()).isEqualTo(new WebhookAnswer.Refused("no answer in time"));
        assertLeft(socket.accept());
    }

    @Test
    void whoBreaksTheConnectionHasNotAccepted() throws Exception {
        var socket = listening();

        endpoint(urlOf(socket), AMPLE).post(unacknowledged(7), answers::add);
        socket.accept().close();

        assertThat(answer()).isEqualTo(new WebhookAnswer.Refused("the connection broke"));
    }

    @Test
    void whoSpeaksNoTlsWhereItIsExpectedIsToldNothing() throws Exception {
        var socket = listening();
        var https = URI.create(urlOf(socket).toString().replace("http:", "https:"));

        endpoint(https, AMPLE).post(unacknowledged(7), answers::add);
        try (var connection = socket.accept()) {
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));

            // Which of the two the client meets first is up to the scheduler.
            assertThat(answer())
                    .isIn(
                            new WebhookAnswer.Refused("no secure connection"),
                            new WebhookAnswer.Refused("the connection broke"));
        }
    }

    @Test
    void whoAcceptsAndThenGoesOnForEverHasAcceptedAndIsLeft() throws Exception {
        var socket = listening();
        var endpoint = endpoint(urlOf(socket), Duration.ofSeconds(2));

        endpoint.post(unacknowledged(7), answers::add);
        var connection = socket.accept();
        connection
                .getOutputStream()
                .write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nx".getBytes(UTF_8));

        assertThat(answer()).isEqualTo(new WebhookAnswer.Accepted());
        assertLeft(connection);
        assertThat(answers).isEmpty();
    }

    // Stopping

    @Test
    void whatIsUnderWayAtAStopIsNeverAnsweredAndNothingMoreIsPosted() throws Exception {
        var socket = listening();
        var endpoint = endpoint(urlOf(socket), AMPLE);
        endpoint.post(unacknowledged(7), answers::add);
        var connection = socket.accept();

        endpoint.close();
        assertLeft(connection);
        endpoint.post(unacknowledged(8), answers::add);

        socket.setSoTimeout(200);
        assertThat(answers).isEmpty();
        assertThat(catchThrowable(socket::accept)).isInstanceOf(SocketTimeoutException.class);
    }

    // What is logged

    @Test
    void theLogSaysWhenRefusingBeginsAndEndsAndNoSecrets() throws Exception {
        var receiver = receiver(200);
        var endpoint = endpoint(receiver.url(), AMPLE);
        var lines = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(HttpWebhookEndpoint.class);
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        try {
            for (int status : new int[] {200, 503, 500, 200, 200}) {
                receiver.answerFromNowOn(status);
                endpoint.post(unacknowledged(7), answers::add);
                answer();
            }
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(null);
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "webhooks: refused, each is tried again: why=\"HTTP status 503\"",
                        "webhooks: accepted again");
    }

    private Receiver receiver(int status) throws IOException {
        var receiver = Receiver.answering(status);
        opened.add(receiver);
        return receiver;
    }

    private ServerSocket listening() throws IOException {
        var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        opened.add(socket);
        return socket;
    }

    private static URI urlOf(ServerSocket socket) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    private HttpWebhookEndpoint endpoint(URI url, Duration patience) {
        var endpoint =
                new HttpWebhookEndpoint(url, SECRET, JsonDialect.mapper(), clock, AMPLE, patience);
        opened.add(endpoint);
        return endpoint;
    }

    private WebhookAnswer post(URI url, QueuedEvent event) throws InterruptedException {
        try (var endpoint =
                new HttpWebhookEndpoint(url, SECRET, JsonDialect.mapper(), clock, AMPLE, AMPLE)) {
            endpoint.post(event, answers::add);
            return answer();
        }
    }

    private WebhookAnswer answer() throws InterruptedException {
        var answer = answers.poll(60, SECONDS);
        if (answer == null) {
            throw new AssertionError("there is no answer");
        }
        return answer;
    }

    /// Reads until the other side is gone.
    private static void assertLeft(Socket connection) {
        try (connection) {
            connection.setSoTimeout((int) AMPLE.toMillis());
            while (connection.getInputStream().read() >= 0) {}
        } catch (IOException reset) {
            assertThat(reset).isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    private static void assertJson(String body, String expected) {
        var mapper = JsonDialect.mapper();
        assertThat(mapper.readTree(body)).isEqualTo(mapper.readTree(expected));
    }

    private static QueuedEvent unacknowledged(long number) {
        return queued(
                number, new NotificationEvent.Unacknowledged(Notifications.id("fees"), HAPPENED));
    }

    private static QueuedEvent queued(long number, NotificationEvent event) {
        return new QueuedEvent(number, event, 0, VirtualClock.START);
    }
}
