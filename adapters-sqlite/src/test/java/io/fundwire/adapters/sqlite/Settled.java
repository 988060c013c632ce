package io.fundwire.adapters.sqlite;

import io.fundwire.application.fixtures.KeptAnswer;
import io.fundwire.application.notification.Appended;
import io.fundwire.application.notification.Arrival;
import io.fundwire.application.notification.NotificationStore;
import io.fundwire.application.notification.Receipt;
import io.fundwire.application.notification.Withdrawal;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.AckOutcome;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.InboxStatus;
import io.fundwire.domain.notification.NotificationCounts;
import io.fundwire.domain.notification.NotificationId;
import io.fundwire.domain.notification.Publication;
import io.fundwire.domain.notification.Unread;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A store whose records are kept when it returns. The port says soon, which the contract cannot
/// wait for.
record Settled(SqliteNotificationStore store) implements NotificationStore {

    /// Waits until all that was asked of a store is kept.
    static void store(SqliteNotificationStore store) {
        KeptAnswer.<Boolean>of(receipt -> store.promise(ledger -> true, receipt));
    }

    @Override
    public void append(Publication publication, Receipt<Appended> receipt) {
        store.append(publication, receipt);
    }

    @Override
    public void acknowledge(
            UserId user,
            NotificationId notification,
            Acknowledgement ack,
            Instant now,
            Receipt<AckOutcome> receipt) {
        store.acknowledge(user, notification, ack, now, receipt);
    }

    @Override
    public void withdraw(NotificationId notification, Instant now, Receipt<Withdrawal> receipt) {
        store.withdraw(notification, now, receipt);
    }

    @Override
    public void arrive(UserId user, Instant now, Receipt<Arrival> receipt) {
        store.arrive(user, now, receipt);
    }

    @Override
    public void recordSeen(UserId user, Instant now) {
        store.recordSeen(user, now);
        store(store);
    }

    @Override
    public void recordGone(UserId user, Instant now) {
        store.recordGone(user, now);
        store(store);
    }

    @Override
    public void recordDelivery(
            UserId user, long sequence, Instant queuedAt, Optional<Instant> writtenAt) {
        store.recordDelivery(user, sequence, queuedAt, writtenAt);
        store(store);
    }

    @Override
    public List<InboxEntry> openEntries(UserId user, long after, int limit, Instant now) {
        return store.openEntries(user, after, limit, now);
    }

    @Override
    public List<InboxEntry> entries(
            UserId user, Set<InboxStatus> statuses, long before, int limit, Instant now) {
        return store.entries(user, statuses, before, limit, now);
    }

    @Override
    public Unread unread(UserId user, Instant now) {
        return store.unread(user, now);
    }

    @Override
    public NotificationCounts counts() {
        return store.counts();
    }
}
