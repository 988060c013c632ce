package io.fundwire.application.notification;

import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.Delivery;
import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.NotificationDelivery;

import java.time.InstantSource;
import java.util.List;

/// Carries one client's inbox from the store to its socket, each notification once and in the order
/// of publishing. At most [#WINDOW] wait unwritten, and fewer if they are large; the rest stays in
/// the store and follows as the socket takes them (protocol section 4).
///
/// A feed is behind while the store may hold something that it has not sent, and reads the store
/// then: one reading at a time, on a thread that may wait for a disk. Once it has caught up, new
/// notifications are handed to it as they are published. Thread-safe.
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
    private final StoreReaders readers;

    private long sentUpTo;
    private int unwritten;
    private int unwrittenBytes;
    private boolean behind = true;
    private boolean reading;

    /// Whether something was published that the reading under way may have missed.
    private boolean publishedMeanwhile;

    /// @param readers report what fails
    InboxFeed(
            ConnectedClient client,
            NotificationStore store,
            Delivery delivery,
            InstantSource clock,
            StoreReaders readers) {
        this.client = client;
        this.store = store;
        this.delivery = delivery;
        this.clock = clock;
        this.readers = readers;
    }

    /// Sees to it that what the store holds is sent, as far as the window allows.
    void catchUp() {
        if (beginReading()) {
            readers.run(this::read);
        }
    }

    private synchronized boolean beginReading() {
        boolean begins = behind && hasRoom() && !reading;
        reading |= begins;
        return begins;
    }

    private void read() {
        boolean goesOn = true;
        try {
            while (goesOn) {
                goesOn =
                        sendNext(
                                store.openEntries(
                                        client.user(), sentUpTo(), WINDOW, clock.instant()));
            }
        } finally {
            if (goesOn) {
                endReading();
            }
        }
    }

    private synchronized long sentUpTo() {
        publishedMeanwhile = false;
        return sentUpTo;
    }

    /// @return whether to read on
    private synchronized boolean sendNext(List<InboxEntry> next) {
        behind = !next.isEmpty() || publishedMeanwhile;
        next.stream()
                .takeWhile(entry -> hasRoom())
                .forEach(entry -> send(entry.sequence(), prepare(entry)));
        reading = behind && hasRoom();
        return reading;
    }

    private synchronized void endReading() {
        reading = false;
    }

    /// Something new is in the store, prepared for everybody who gets it for the first time.
    void published(long sequence, Outgoing outgoing) {
        if (!sends(sequence, outgoing)) {
            catchUp();
        }
    }

    private synchronized boolean sends(long sequence, Outgoing outgoing) {
        if (behind) {
            publishedMeanwhile = true;
            return false;
        }
        if (sequence > sentUpTo) {
            if (hasRoom()) {
                send(sequence, outgoing);
            } else {
                behind = true;
            }
        }
        return true;
    }

    /// One of the notifications sent is on the socket.
    void written(Outgoing outgoing) {
        if (countsWritten(outgoing) <= WINDOW / 2) {
            catchUp();
        }
    }

    private synchronized int countsWritten(Outgoing outgoing) {
        unwritten--;
        unwrittenBytes -= outgoing.encoded().size();
        return unwritten;
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
