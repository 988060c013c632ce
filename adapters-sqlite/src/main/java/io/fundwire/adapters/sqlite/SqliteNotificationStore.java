package io.fundwire.adapters.sqlite;

import io.fundwire.application.notification.Appended;
import io.fundwire.application.notification.Arrival;
import io.fundwire.application.notification.Ended;
import io.fundwire.application.notification.NotificationLedger;
import io.fundwire.application.notification.NotificationStore;
import io.fundwire.application.notification.NotificationUpkeep;
import io.fundwire.application.notification.Withdrawal;
import io.fundwire.application.store.Receipt;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.AckOutcome;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.DeliveryRecord;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.InboxStatus;
import io.fundwire.domain.notification.NotificationCounts;
import io.fundwire.domain.notification.NotificationId;
import io.fundwire.domain.notification.NotificationSummary;
import io.fundwire.domain.notification.Publication;
import io.fundwire.domain.notification.Unread;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Notifications and inboxes, in the file of all that is kept.
public final class SqliteNotificationStore
        implements NotificationStore, NotificationLedger, NotificationUpkeep {

    private final Changes changes;
    private final Readers readers;
    private final Transactions transactions;

    SqliteNotificationStore(Changes changes, Readers readers, Transactions transactions) {
        this.changes = changes;
        this.readers = readers;
        this.transactions = transactions;
    }

    // Changes.

    @Override
    public void append(Publication publication, Receipt<Appended> receipt) {
        changes.promise(ledger -> ledger.publishing().append(publication), receipt);
    }

    @Override
    public void acknowledge(
            UserId user,
            List<NotificationId> notifications,
            Acknowledgement ack,
            Instant now,
            Receipt<List<AckOutcome>> receipt) {
        changes.promise(
                ledger -> ledger.acknowledging().acknowledgeAll(user, notifications, ack, now),
                receipt);
    }

    @Override
    public void withdraw(NotificationId notification, Instant now, Receipt<Withdrawal> receipt) {
        changes.promise(ledger -> ledger.ending().withdraw(notification, now), receipt);
    }

    @Override
    public void arrive(UserId user, Instant now, Receipt<Arrival> receipt) {
        changes.promise(ledger -> ledger.presence().arrive(user, now), receipt);
    }

    @Override
    public void recordSeen(UserId user, Instant now) {
        changes.note(ledger -> ledger.presence().see(user, now));
    }

    @Override
    public void recordGone(UserId user, Instant now) {
        changes.note(ledger -> ledger.presence().go(user, now));
    }

    @Override
    public void recordDelivery(
            UserId user, long sequence, Instant queuedAt, Optional<Instant> writtenAt) {
        changes.note(ledger -> ledger.delivering().deliver(user, sequence, queuedAt, writtenAt));
    }

    // Questions.

    @Override
    public List<InboxEntry> openEntries(UserId user, long after, int limit, Instant now) {
        return readers.ask(reader -> reader.inbox().openEntries(user, after, limit, now));
    }

    @Override
    public List<InboxEntry> entries(
            UserId user, Set<InboxStatus> statuses, long before, int limit, Instant now) {
        return readers.ask(reader -> reader.inbox().entries(user, statuses, before, limit, now));
    }

    @Override
    public Unread unread(UserId user, Instant now) {
        return readers.ask(reader -> reader.inbox().unread(user, now));
    }

    @Override
    public NotificationCounts counts() {
        return transactions.counts();
    }

    @Override
    public Optional<NotificationSummary> find(NotificationId notification, Instant now) {
        return readers.ask(reader -> reader.ledger().find(notification, now));
    }

    @Override
    public List<DeliveryRecord> deliveries(
            NotificationId notification, String after, int limit, Instant now) {
        return readers.ask(reader -> reader.ledger().deliveries(notification, after, limit, now));
    }

    // Upkeep.

    @Override
    public void expire(Instant now, int limit, Receipt<List<Ended>> receipt) {
        changes.promise(ledger -> ledger.ending().expire(now, limit), receipt);
    }

    @Override
    public void checkDeadlines(Instant now, int limit, Receipt<Integer> receipt) {
        changes.promise(ledger -> ledger.deadlines().check(now, limit), receipt);
    }

    @Override
    public void endAbsent(Instant now, Instant goneBefore, int limit, Receipt<Integer> receipt) {
        changes.promise(ledger -> ledger.leaving().leave(now, goneBefore, limit), receipt);
    }

    @Override
    public void prune(Instant now, Instant endedBefore, int limit, Receipt<Integer> receipt) {
        changes.promise(ledger -> ledger.pruning().prune(now, endedBefore, limit), receipt);
    }
}
