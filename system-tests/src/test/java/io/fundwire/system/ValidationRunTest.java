package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.stream.Stream;

/// What the first server was validated with, by the JDK's client. `validation-run.test.js` is the
/// same for Node.
class ValidationRunTest {

    @Test
    void passesTheFirstServersValidation() {
        try (var server = RunningServer.start();
                var first = JdkClient.connect(server.webSocket());
                var second = JdkClient.connect(server.webSocket());
                var third = JdkClient.connect(server.webSocket())) {

            JsonNode welcome = first.receive("connection");
            String firstId = welcome.at("/data/clientId").stringValue();
            String secondId = second.receive("connection").at("/data/clientId").stringValue();
            String thirdId = third.receive("connection").at("/data/clientId").stringValue();
            assertThat(Stream.of(firstId, secondId, thirdId)).doesNotHaveDuplicates();
            assertThat(welcome.at("/data/serverTime").stringValue()).isNotEmpty();
            assertThat(welcome.at("/data/features").valueStream().map(JsonNode::stringValue))
                    .contains("heartbeat", "notifications", "typing-indicators", "system-health");

            first.send(message("heartbeat", firstId, "{}"));
            assertThat(first.receive("heartbeat-ack").at("/data/serverTime").stringValue())
                    .isNotEmpty();

            first.send(message("system-health-request", firstId, "{}"));
            JsonNode health = first.receive("system-health").path("data");
            assertThat(health.path("status").stringValue()).isEqualTo("healthy");
            assertThat(health.path("connectedClients").intValue()).isEqualTo(3);
            assertThat(health.path("messagesReceived").intValue()).isEqualTo(2);
            assertThat(health.path("messagesSent").isNumber()).isTrue();
            assertThat(health.path("uptime").isNumber()).isTrue();

            first.send(message("typing-start", firstId, "{\"conversationId\":\"lobby\"}"));
            assertThat(second.receive("typing-start").path("clientId").stringValue())
                    .isEqualTo(firstId);
            first.send(message("typing-stop", firstId, "{\"conversationId\":\"lobby\"}"));
            assertThat(second.receive("typing-stop").path("clientId").stringValue())
                    .isEqualTo(firstId);

            var published =
                    HttpCalls.post(
                            server.http("/api/notifications"),
                            "{\"title\":\"Report\",\"body\":\"It is ready.\"}");
            assertThat(published.statusCode()).isEqualTo(202);
            String notificationId =
                    Json.parse(published.body()).path("notificationId").stringValue();
            JsonNode notification = first.receive("notification").path("data");
            assertThat(notification.path("notificationId").stringValue()).isEqualTo(notificationId);
            assertThat(notification.path("title").stringValue()).isEqualTo("Report");
            assertThat(second.receive("notification").at("/data/notificationId").stringValue())
                    .isEqualTo(notificationId);

            first.send(
                    message(
                            "notification-ack",
                            firstId,
                            "{\"notificationId\":\"%s\"}".formatted(notificationId)));
            assertThat(first.receive("notification-acked").at("/data/status").stringValue())
                    .isEqualTo("read");
        }
    }

    /// As the first front end wrote it: with a time stamp and its client id, without an id.
    private static String message(String type, String clientId, String data) {
        return "{\"type\":\"%s\",\"timestamp\":\"2026-11-23T01:00:00.000Z\",\"clientId\":\"%s\",\"data\":%s}"
                .formatted(type, clientId, data);
    }
}
