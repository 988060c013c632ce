package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class RestartTest {

    @Test
    void whatWasAcceptedIsDeliveredAfterTheServerWasKilled(@TempDir Path data) {
        try (var server = RunningServer.start("--data-dir", data.toString())) {
            var answer =
                    HttpCalls.post(
                            server.http("/api/notifications"),
                            "{\"audience\":{\"user\":\"alice\"},\"title\":\"Q3\",\"body\":\"is"
                                    + " in\"}");
            assertThat(answer.statusCode()).isEqualTo(202);

            server.process().kill();
        }

        try (var again = RunningServer.start("--data-dir", data.toString());
                var alice = JdkClient.connect(again.webSocket("?user=alice"))) {
            alice.receive("connection");
            String id =
                    alice.receive("notification").path("data").path("notificationId").asString("");
            alice.send(
                    "{\"type\":\"notification-ack\",\"data\":{\"notificationId\":\"%s\"}}"
                            .formatted(id));
            alice.receive("notification-acked");

            again.process().kill();
        }

        try (var third = RunningServer.start("--data-dir", data.toString());
                var alice = JdkClient.connect(third.webSocket("?user=alice"))) {
            alice.receive("connection");
            alice.send("{\"type\":\"heartbeat\"}");
            alice.receive("heartbeat-ack");
        }
    }

    @Test
    void aSecondServerOnTheSameDataIsRefusedInOneLine(@TempDir Path data) {
        try (var server = RunningServer.start("--data-dir", data.toString());
                var second = JarProcess.start("--port", "0", "--data-dir", data.toString())) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.lines())
                    .singleElement()
                    .asString()
                    .contains("not started: ", data.toString());
            assertThat(server.process().isAlive()).isTrue();
        }
    }

    /// With its clients' connections still in the air.
    @Test
    void startsAgainOnItsPortAfterItWasKilled() {
        try (var server = RunningServer.start();
                var clients = FrozenClients.connect(server.port(), 3)) {
            server.process().kill();

            try (var again = RunningServer.startOn(server.port());
                    var client = JdkClient.connect(again.webSocket())) {
                assertThat(again.port()).isEqualTo(server.port());
                client.receive("connection");
            }
            clients.vanish();
        }
    }
}
