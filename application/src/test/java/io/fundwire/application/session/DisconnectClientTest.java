package io.fundwire.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class DisconnectClientTest {

    private final VirtualClock clock = new VirtualClock();
    private final List<ConnectedClient> left = new ArrayList<>();
    private final Core core =
            Core.of(Core.Settings.defaults().withMaxConnections(1).with(new Doorman(left)), clock);

    @Test
    void theClientIsFoundNoMore() {
        var alice = Visitor.named(core, "alice");

        alice.leaves();

        assertThat(core.clients.find(alice.id())).isEmpty();
        assertThat(core.clients.of(alice.user())).isEmpty();
    }

    @Test
    void itsPlaceIsFree() {
        Visitor.named(core, "alice").leaves();

        var bob = Visitor.named(core, "bob");

        assertThat(bob.closed()).isEmpty();
    }

    @Test
    void theListenersAreToldOnceHoweverOftenItLeaves() {
        var alice = Visitor.named(core, "alice");

        alice.leaves();
        alice.leaves();

        assertThat(left).containsExactly(alice.client());
    }

    @Test
    void aListenerThatFailsKeepsNoPlaceTaken() {
        var core =
                Core.of(
                        Core.Settings.defaults().withMaxConnections(1).with(new Doorman(null)),
                        clock);

        Visitor.named(core, "alice").leaves();

        assertThat(core.faults.places()).containsExactly("Doorman");
        assertThat(Visitor.named(core, "bob").closed()).isEmpty();
    }

    private record Doorman(List<ConnectedClient> left) implements SessionListener {

        @Override
        public void disconnected(ConnectedClient client) {
            left.add(client);
        }
    }
}
