package io.fundwire.application.notification;

import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.Delivery;
import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.NotificationDelivery;

import java.time.InstantSource;

/// Carries one client's inbox from the store to its socket, each notification once and in the order
/// of publishing. At most [#WINDOW] wait unwritten; the rest stays in the store and follows as the
/// socket takes them (protocol section 4).
///
/// A feed is behind while the store may hold something that it has not sent, and reads the store
/// then. Once it has caught up, new notifications are handed to it as they are published.
/// Thread-safe.
final class InboxFeed {

    /// How many notifications may wait unwritten for a client.
    static final int WINDOW = 64;

    private final ConnectedClient client;
    private final NotificationStore store;
    private final Delivery delivery;
    private final InstantSource clock;

    private long sentUpTo;
    private int unwritten;
    private boolean behind = true;

    InboxFeed(
            ConnectedClient client,
            NotificationStore store,
            Delivery delivery,
            InstantSource clock) {
        this.client = client;
        this.store = store;
        this.delivery = delivery;
        this.clock = clock;
    }

    /// Sends what the store holds, as far as the window allows.
    synchronized void catchUp() {
        while (behind && unwritten < WINDOW) {
            var next =
                    store.openEntries(client.user(), sentUpTo, WINDOW - unwritten, clock.instant());
            next.forEach(entry -> send(entry.sequence(), prepare(entry)));
            behind = !next.isEmpty();
        }
    }

    /// Something new is in the store, prepared for everybody who gets it for the first time.
    synchronized void published(long sequence, Outgoing outgoing) {
        if (behind || sequence <= sentUpTo) {
            return;
        }
        if (unwritten < WINDOW) {
            send(sequence, outgoing);
        } else {
            behind = true;
        }
    }

    /// One of the notifications sent is on the socket.
    synchronized void written() {
        unwritten--;
        if (unwritten <= WINDOW / 2) {
            catchUp();
        }
    }

    private void send(long sequence, Outgoing outgoing) {
        sentUpTo = sequence;
        unwritten++;
        delivery.send(client, outgoing);
    }

    private Outgoing prepare(InboxEntry entry) {
        return delivery.prepare(
                new NotificationDelivery(entry.notification(), entry.isRedelivery()));
    }
}
