package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a back end is told by webhooks, as it sees it.
class WebhookTest {

    private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir private Path folder;
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private volatile int status = 204;
    private HttpServer backEnd;

    private record Call(String id, String timestamp, String signature, String body) {

        JsonNode json() {
            return Json.parse(body);
        }
    }

    @BeforeEach
    void listen() throws IOException {
        backEnd = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backEnd.createContext("/", this::answer);
        backEnd.start();
    }

    @AfterEach
    void stop() {
        backEnd.stop(0);
    }

    @Test
    void aMissedDeadlineIsToldWithASignature() throws Exception {
        try (var server = RunningServer.start("--config", config("\"expired\"").toString())) {
            String id = publish(server, "\"ackDeadlineSeconds\":1");

            var call = nextCall();

            assertThat(call.json().path("type").asString(""))
                    .isEqualTo("notification.unacknowledged");
            assertThat(call.json().path("data").path("notificationId").asString("")).isEqualTo(id);
            assertThat(call.signature()).isEqualTo("v1," + signatureOf(call));
        }
    }

    @Test
    void anAcknowledgementAndAnExpiryAreToldIfThatIsSwitchedOn() throws Exception {
        var config = config("\"acknowledged\", \"expired\"");
        try (var server = RunningServer.start("--config", config.toString());
                var alice = JdkClient.connect(server.webSocket("?user=alice"))) {
            alice.await("connection");
            String met = publish(server, "\"ackDeadlineSeconds\":3600");
            alice.await("notification");
            alice.send(
                    "{\"type\":\"notification-ack\",\"data\":{\"notificationId\":\"%s\"}}"
                            .formatted(met));

            var acknowledged = nextCall().json();
            assertThat(acknowledged.path("type").asString(""))
                    .isEqualTo("notification.acknowledged");
            assertThat(acknowledged.path("data").path("userId").asString("")).isEqualTo("alice");

            String brief = publish(server, "\"ttlSeconds\":1");
            var expired = nextCall().json();
            assertThat(expired.path("type").asString("")).isEqualTo("notification.expired");
            assertThat(expired.path("data").path("notificationId").asString("")).isEqualTo(brief);
        }
    }

    @Test
    void whatWasRefusedIsToldAgainByTheServerThatComesAfterAKilledOne() throws Exception {
        var config = config("\"expired\"");
        String data = folder.resolve("data").toString();
        status = 503;
        Call refused;
        try (var server = RunningServer.start("--config", config.toString(), "--data-dir", data)) {
            publish(server, "\"ackDeadlineSeconds\":1");
            refused = nextCall();
            server.process().kill();
        }
        calls.clear();
        status = 204;

        try (var again = RunningServer.start("--config", config.toString(), "--data-dir", data)) {
            var told = nextCall();

            assertThat(told.id()).isEqualTo(refused.id());
            assertThat(told.json().path("data")).isEqualTo(refused.json().path("data"));
            assertThat(again.process().isAlive()).isTrue();
        }
    }

    private Path config(String events) throws IOException {
        return Files.writeString(
                folder.resolve("fundwire.toml"),
                """
                webhook-url = "http://localhost:%d/hooks"
                webhook-secret = "whsec_%s"
                webhook-events = [%s]
                """
                        .formatted(backEnd.getAddress().getPort(), SECRET, events));
    }

    /// @param field one more of the body's
    /// @return the notification's id
    private static String publish(RunningServer server, String field) {
        var answer =
                HttpCalls.post(
                        server.http("/api/notifications"),
                        "{\"audience\":{\"user\":\"alice\"},\"title\":\"t\",\"body\":\"b\",%s}"
                                .formatted(field));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return Json.parse(answer.body()).path("notificationId").asString("");
    }

    private Call nextCall() throws InterruptedException {
        var call = calls.poll(RunningServer.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(call).as("a call within the time").isNotNull();
        return call;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            calls.add(
                    new Call(
                            headers.getFirst("webhook-id"),
                            headers.getFirst("webhook-timestamp"),
                            headers.getFirst("webhook-signature"),
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private static String signatureOf(Call call) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET), "HmacSHA256"));
        String signed = call.id() + "." + call.timestamp() + "." + call.body();
        return Base64.getEncoder()
                .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
}
