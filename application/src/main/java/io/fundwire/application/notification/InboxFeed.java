package io.fundwire.application.notification;

import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.Delivery;
import io.fundwire.application.store.StoreReaders;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.NotificationDelivery;
import io.fundwire.domain.notification.NotificationId;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Carries one client's inbox from the store to its socket, each notification once and in the order
/// of publishing. Only so many wait unwritten as its window allows; the rest stays in the store and
/// follows as the socket takes them (protocol section 4).
///
/// A feed is behind while the store may hold something that it has not sent, and reads the store
/// then: one reading at a time, on a thread that may wait for a disk. Once it has caught up, new
/// notifications are handed to it as they are published. Thread-safe.
final class InboxFeed {

    private final ConnectedClient client;
    private final NotificationStore store;
    private final Delivery delivery;
    private final InstantSource clock;
    private final StoreReaders readers;
    private final DeliveryWindow window = new DeliveryWindow();

    /// What is over for the user, and may not be known to the reading under way.
    private final Set<NotificationId> endedMeanwhile = new HashSet<>();

    private long sentUpTo;
    private boolean behind = true;
    private boolean reading;

    /// What is published to everyone with a higher sequence goes into the user's inbox; none does
    /// until the arrival of the user is kept.
    private volatile long addressedSince = Long.MAX_VALUE;

    /// Whether something was published that the reading under way may have missed.
    private boolean publishedMeanwhile;

    /// Whether the last reading failed, so that there is something to send and nobody sees to it.
    private boolean failed;

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

    ConnectedClient client() {
        return client;
    }

    /// From now on the user is one of everyone.
    void isAddressedSince(long sequence) {
        addressedSince = sequence;
    }

    /// Whether a notification to everyone went into this client's inbox.
    boolean isAddressedByEveryone(long sequence) {
        return sequence > addressedSince;
    }

    /// Something was published to everyone while it is not known here whether this user is one of
    /// them: the store knows.
    void publishedToEveryone() {
        if (addressedSince == Long.MAX_VALUE) {
            noteNews();
            catchUp();
        }
    }

    private synchronized void noteNews() {
        behind = true;
        publishedMeanwhile = true;
    }

    /// Sees to it that what the store holds is sent, as far as the window allows.
    void catchUp() {
        if (beginReading()) {
            readers.run(this::read);
        }
    }

    private synchronized boolean beginReading() {
        boolean begins = behind && window.hasRoom() && !reading;
        reading |= begins;
        failed &= !begins;
        return begins;
    }

    private void read() {
        boolean goesOn = true;
        try {
            while (goesOn) {
                goesOn =
                        sendNext(
                                store.openEntries(
                                        client.user(),
                                        beginPage(),
                                        DeliveryWindow.SIZE,
                                        clock.instant()));
            }
        } finally {
            if (goesOn) {
                endInFailure();
            }
        }
    }

    /// What the store is asked from now on shows all that is known by now.
    ///
    /// @return after which sequence to read
    private synchronized long beginPage() {
        publishedMeanwhile = false;
        endedMeanwhile.clear();
        return sentUpTo;
    }

    /// @return whether to read on
    private synchronized boolean sendNext(List<InboxEntry> next) {
        behind = !next.isEmpty() || publishedMeanwhile;
        next.stream().takeWhile(entry -> window.hasRoom()).forEach(this::sendUnlessEnded);
        reading = behind && window.hasRoom();
        return reading;
    }

    private void sendUnlessEnded(InboxEntry entry) {
        sentUpTo = entry.sequence();
        if (!endedMeanwhile.contains(entry.notification().id())) {
            var message = new NotificationDelivery(entry.notification(), entry.isRedelivery());
            send(entry.sequence(), message, delivery.prepare(message));
        }
    }

    private synchronized void endInFailure() {
        reading = false;
        failed = true;
    }

    /// Reads again what could not be read.
    void retry() {
        if (hasFailed()) {
            catchUp();
        }
    }

    private synchronized boolean hasFailed() {
        return failed;
    }

    /// Something new is in the store, prepared for everybody who gets it for the first time.
    void published(long sequence, NotificationDelivery message, Outgoing outgoing) {
        if (!sends(sequence, message, outgoing)) {
            catchUp();
        }
    }

    private synchronized boolean sends(
            long sequence, NotificationDelivery message, Outgoing outgoing) {
        if (behind) {
            publishedMeanwhile = true;
            return false;
        }
        if (sequence > sentUpTo) {
            if (window.hasRoom()) {
                send(sequence, message, outgoing);
            } else {
                behind = true;
            }
        }
        return true;
    }

    private void send(long sequence, NotificationDelivery message, Outgoing outgoing) {
        sentUpTo = sequence;
        window.add(message.notification().id(), sequence, outgoing);
        client.session().ackAllowance().grant();
        delivery.send(client, outgoing);
    }

    /// A notification is over for the user: if it waits, it is not written any more. That is noted
    /// before the outbox is looked at, so that a reading either leaves it out or has added it.
    ///
    /// @return what waited
    Optional<DeliveryWindow.Waiting> ended(NotificationId notification) {
        noteEnd(notification);
        var key = new NotificationDelivery.Key(notification);
        return client.session().retract(Lane.INBOX, key).isPresent()
                ? noLongerWaits(notification)
                : Optional.empty();
    }

    private synchronized void noteEnd(NotificationId notification) {
        if (reading) {
            endedMeanwhile.add(notification);
        }
    }

    /// A notification is on the socket, or was left out.
    ///
    /// @return what waited
    Optional<DeliveryWindow.Waiting> noLongerWaits(NotificationId notification) {
        var waited = removeFromWindow(notification);
        catchUpIfHalfEmpty();
        return waited;
    }

    private synchronized Optional<DeliveryWindow.Waiting> removeFromWindow(
            NotificationId notification) {
        return window.remove(notification);
    }

    private void catchUpIfHalfEmpty() {
        boolean isTime;
        synchronized (this) {
            isTime = window.isHalfEmpty();
        }
        if (isTime) {
            catchUp();
        }
    }

    /// The client is gone.
    ///
    /// @return what waited for it to the end
    synchronized Collection<DeliveryWindow.Waiting> close() {
        return window.removeAll();
    }
}
