package io.fundwire.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.FakeConnection;
import io.fundwire.application.fixtures.FaultRecorder;
import io.fundwire.domain.fixtures.Messages;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.session.Session;
import io.fundwire.domain.session.SessionLimits;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class SessionListenersTest {

    private final ConnectedClient alice =
            new ConnectedClient(
                    new Session(People.client("alice"), SessionLimits.DEFAULT),
                    new FakeConnection());
    private final Outgoing notification =
            Messages.outgoing(Messages.plain(Lane.INBOX, "fees"), 10, VirtualClock.START);

    private final List<String> told = new ArrayList<>();
    private final FaultRecorder faults = new FaultRecorder();

    @Test
    void allAreToldInTheirOrder() {
        var listeners =
                new SessionListeners(List.of(new Diary("first"), new Diary("second")), faults);

        listeners.connected(alice);
        listeners.written(alice, notification);
        listeners.disconnected(alice);

        assertThat(told)
                .containsExactly(
                        "first: client_alice came",
                        "second: client_alice came",
                        "first: client_alice got fees",
                        "second: client_alice got fees",
                        "first: client_alice left",
                        "second: client_alice left");
        assertThat(faults.places()).isEmpty();
    }

    @Test
    void oneThatFailsIsReportedAndTheOthersAreStillTold() {
        var listeners = new SessionListeners(List.of(new Broken(), new Diary("second")), faults);

        listeners.connected(alice);
        listeners.written(alice, notification);
        listeners.disconnected(alice);

        assertThat(told).hasSize(3);
        assertThat(faults.places()).containsExactly("Broken", "Broken", "Broken");
    }

    @Test
    void oneThatHearsNothingNeedNotSaySo() {
        var listeners = new SessionListeners(List.of(new SessionListener() {}), faults);

        listeners.connected(alice);
        listeners.written(alice, notification);
        listeners.disconnected(alice);

        assertThat(faults.places()).isEmpty();
    }

    private final class Diary implements SessionListener {

        private final String name;

        Diary(String name) {
            this.name = name;
        }

        @Override
        public void connected(ConnectedClient client) {
            told.add("%s: %s came".formatted(name, client.id()));
        }

        @Override
        public void written(ConnectedClient client, Outgoing outgoing) {
            var text = Messages.textOf(outgoing.message());
            told.add("%s: %s got %s".formatted(name, client.id(), text));
        }

        @Override
        public void disconnected(ConnectedClient client) {
            told.add("%s: %s left".formatted(name, client.id()));
        }
    }

    private static final class Broken implements SessionListener {

        @Override
        public void connected(ConnectedClient client) {
            throw new IllegalStateException();
        }

        @Override
        public void written(ConnectedClient client, Outgoing outgoing) {
            throw new IllegalStateException();
        }

        @Override
        public void disconnected(ConnectedClient client) {
            throw new IllegalStateException();
        }
    }
}
