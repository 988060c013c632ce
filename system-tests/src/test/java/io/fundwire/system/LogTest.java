package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

import java.util.List;

/// What an operator reads: one line for each client that left, and nothing for what it said.
class LogTest {

    @Test
    void hasALineForEachConnectionThatEndedAndNoneForAMessage() {
        try (var server = RunningServer.start()) {
            int before = server.process().lines().size();
            for (String user : List.of("alice", "bob")) {
                try (var client = JdkClient.connect(server.webSocket("?user=" + user))) {
                    client.receive("connection");
                    for (String message : List.of("{\"type\":\"heartbeat\"}", "no JSON", "{}")) {
                        client.send(message);
                        client.receive();
                    }
                    HttpCalls.post(server.http("/api/notifications"), "{\"title\":\"secret\"}");
                    client.leave();
                    client.next();
                }
            }

            await().atMost(RunningServer.PATIENCE)
                    .until(() -> server.process().lines().size() >= before + 2);
            var lines = server.process().lines();
            assertThat(lines.subList(before, lines.size()))
                    .satisfiesExactlyInAnyOrder(
                            line ->
                                    assertThat(line)
                                            .contains(
                                                    "client left: client=client_",
                                                    " user=alice code=1000 seconds=",
                                                    " address="),
                            line ->
                                    assertThat(line)
                                            .contains(
                                                    "client left: client=client_",
                                                    " user=bob code=1000 seconds=",
                                                    " address="));
        }
    }

    @Test
    void aNameCannotPassForAnotherField() {
        try (var server = RunningServer.start()) {
            try (var eve = JdkClient.connect(server.webSocket("?user=eve%20code=4001%E2%80%A8"))) {
                eve.receive("connection");
                eve.leave();
                eve.next();
            }

            await().atMost(RunningServer.PATIENCE)
                    .until(() -> server.process().out().contains("client left:"));
            assertThat(server.process().out()).contains("user=\"eve code=4001\\u2028\" code=1000");
        }
    }
}
