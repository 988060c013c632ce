package io.fundwire.application.notification;

import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.Delivery;
import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.NotificationDelivery;

import java.time.InstantSource;

/// Carries one client's inbox from the store to its socket, each notification once and in the order
/// of publishing. At most [#WINDOW] wait unwritten, and fewer if they are large; the rest stays in
/// the store and follows as the socket takes them (protocol section 4).
///
/// A feed is behind while the store may hold something that it has not sent, and reads the store
/// then. Once it has caught up, new notifications are handed to it as they are published.
/// Thread-safe.
final class InboxFeed {

    /// How many notifications may wait unwritten for a client.
    static final int WINDOW = 64;

    /// How many bytes of them may wait before no more are added: so that large ones leave room in
    /// the outbox for all else.
    private static final int WINDOW_BYTES = 256 * 1024;

    private final ConnectedClient client;
    private final NotificationStore store;
    private final Delivery delivery;
    private final InstantSource clock;

    private long sentUpTo;
    private int unwritten;
    private int unwrittenBytes;
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
        while (behind && hasRoom()) {
            var next =
                    store.openEntries(client.user(), sentUpTo, WINDOW - unwritten, clock.instant());
            behind = !next.isEmpty();
            next.stream()
                    .takeWhile(entry -> hasRoom())
                    .forEach(entry -> send(entry.sequence(), prepare(entry)));
        }
    }

    /// Something new is in the store, prepared for everybody who gets it for the first time.
    synchronized void published(long sequence, Outgoing outgoing) {
        if (behind) {
            catchUp();
        } else if (sequence > sentUpTo) {
            if (hasRoom()) {
                send(sequence, outgoing);
            } else {
                behind = true;
            }
        }
    }

    /// One of the notifications sent is on the socket.
    synchronized void written(Outgoing outgoing) {
        unwritten--;
        unwrittenBytes -= outgoing.encoded().size();
        if (unwritten <= WINDOW / 2) {
            catchUp();
        }
    }

    private boolean hasRoom() {
        return unwritten < WINDOW && unwrittenBytes < WINDOW_BYTES;
    }

    private void send(long sequence, Outgoing outgoing) {
        sentUpTo = sequence;
        unwritten++;
        unwrittenBytes += outgoing.encoded().size();
        client.session().ackAllowance().grant();
        delivery.send(client, outgoing);
    }

    private Outgoing prepare(InboxEntry entry) {
        return delivery.prepare(
                new NotificationDelivery(entry.notification(), entry.isRedelivery()));
    }
}
