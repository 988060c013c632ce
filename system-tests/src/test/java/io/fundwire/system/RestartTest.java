package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RestartTest {

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
