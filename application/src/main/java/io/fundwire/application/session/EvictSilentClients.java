package io.fundwire.application.session;

import io.fundwire.domain.session.CloseReason;
import io.fundwire.domain.session.Entrance;
import io.fundwire.domain.session.Session;

import java.time.Instant;
import java.time.InstantSource;

/// Asks quiet clients for a sign of life and closes those that were silent for too long, or took
/// too long to say as whom they come back. To be run every second or so.
public final class EvictSilentClients {

    private final ConnectedClients clients;
    private final Delivery delivery;
    private final InstantSource clock;

    /// Looks at all of `clients` in each run.
    public EvictSilentClients(ConnectedClients clients, Delivery delivery, InstantSource clock) {
        this.clients = clients;
        this.delivery = delivery;
        this.clock = clock;
    }

    /// Looks once at every client.
    public void handle() {
        Instant now = clock.instant();
        for (ConnectedClient client : clients.connections()) {
            if (client.session().isClosing()) {
                continue;
            }
            if (isTooLateToResume(client.session(), now)) {
                delivery.close(client, CloseReason.NOT_RESUMED);
                continue;
            }
            switch (client.session().liveness().check(now)) {
                case ALIVE -> {}
                case ASK -> client.connection().ping();
                case SILENT -> delivery.close(client, CloseReason.SILENT);
            }
        }
    }

    private static boolean isTooLateToResume(Session session, Instant now) {
        return session.entrance().awaitsResume()
                && !now.isBefore(session.client().since().plus(Entrance.PATIENCE));
    }
}
