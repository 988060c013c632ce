package io.fundwire.adapters.sqlite;

import io.fundwire.application.fixtures.KeptAnswer;
import io.fundwire.application.notification.NotificationStore;
import io.fundwire.application.notification.Receipt;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.AckOutcome;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationCounts;
import io.fundwire.domain.notification.NotificationId;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// A store whose records are kept when it returns. The port says soon, which the contract cannot
/// wait for.
record Settled(SqliteNotificationStore store) implements NotificationStore {

    /// Waits until all that was asked of a store is kept.
    static void store(SqliteNotificationStore store) {
        KeptAnswer.<Boolean>of(receipt -> store.promise(ledger -> true, receipt));
    }

    @Override
    public void append(Notification notification, Set<UserId> recipients, Receipt<Long> receipt) {
        store.append(notification, recipients, receipt);
    }

    @Override
    public List<InboxEntry> openEntries(UserId user, long after, int limit, Instant now) {
        return store.openEntries(user, after, limit, now);
    }

    @Override
    public void recordDelivered(UserId user, NotificationId notification, Instant now) {
        store.recordDelivered(user, notification, now);
        store(store);
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
    public void recordSeen(UserId user, Instant now) {
        store.recordSeen(user, now);
        store(store);
    }

    @Override
    public Set<UserId> seenSince(Instant since) {
        return store.seenSince(since);
    }

    @Override
    public void removeInbox(UserId user) {
        store.removeInbox(user);
        store(store);
    }

    @Override
    public NotificationCounts counts() {
        return store.counts();
    }
}
