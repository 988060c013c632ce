package io.fundwire.adapters.sqlite;

import io.fundwire.application.health.HealthCheck;
import io.fundwire.application.notification.Appended;
import io.fundwire.application.notification.Arrival;
import io.fundwire.application.notification.Ended;
import io.fundwire.application.notification.NotificationLedger;
import io.fundwire.application.notification.NotificationStore;
import io.fundwire.application.notification.NotificationUpkeep;
import io.fundwire.application.notification.Receipt;
import io.fundwire.application.notification.StoreUnavailable;
import io.fundwire.application.notification.WebhookQueue;
import io.fundwire.application.notification.Withdrawal;
import io.fundwire.application.session.FaultLog;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.AckOutcome;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.DeliveryRecord;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.InboxStatus;
import io.fundwire.domain.notification.NotificationCounts;
import io.fundwire.domain.notification.NotificationEvent;
import io.fundwire.domain.notification.NotificationId;
import io.fundwire.domain.notification.NotificationSummary;
import io.fundwire.domain.notification.Publication;
import io.fundwire.domain.notification.Unread;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Keeps notifications in the file `fundwire.db`. A change is kept when it is on the disk, so that
/// it outlives process, system and power; times are kept to the millisecond.
///
/// While the disk is full or fails, changes are answered by [StoreUnavailable], records wait, and
/// health says why; as soon as it works again, so does the store.
public final class SqliteNotificationStore
        implements NotificationStore,
                NotificationLedger,
                NotificationUpkeep,
                HealthCheck,
                AutoCloseable {

    private final DataDirectory directory;
    private final Transactions transactions;
    private final Readers readers;
    private final Trouble trouble;
    private final FaultLog faults;
    private final Changes changes;

    private SqliteNotificationStore(
            DataDirectory directory, Transactions transactions, Readers readers, FaultLog faults) {
        this.directory = directory;
        this.transactions = transactions;
        this.readers = readers;
        this.faults = faults;
        this.trouble = new Trouble(faults);
        this.changes = new Changes(transactions, trouble, faults);
    }

    /// Opens the store of a directory, which is made if need be. Anonymous users who were here are
    /// gone: their clients ended with the process.
    ///
    /// @param announced what is put into [#webhooks] when it happens
    /// @throws StoreNotOpened if the directory cannot be used or is in use, or its file is damaged
    public static SqliteNotificationStore open(
            Path path, FaultLog faults, Set<NotificationEvent.Kind> announced) {
        var directory = DataDirectory.claim(path);
        try {
            var store = open(directory, faults, announced);
            store.changes.note(Ledger::removeLeftovers);
            store.changes.start();
            return store;
        } catch (SQLException e) {
            directory.close();
            throw new StoreNotOpened(
                    "The notifications in %s cannot be opened: %s"
                            .formatted(path, Trouble.sentence(e)),
                    e);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static SqliteNotificationStore open(
            DataDirectory directory, FaultLog faults, Set<NotificationEvent.Kind> announced)
            throws SQLException {
        var database = new Database(directory.database());
        database.inspect();
        var transactions = Transactions.on(database, announced);
        return new SqliteNotificationStore(directory, transactions, new Readers(database), faults);
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
        changes.note(ledger -> ledger.leaving().leave(user, now));
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
    public void prune(Instant now, Instant endedBefore, int limit, Receipt<Integer> receipt) {
        changes.promise(ledger -> ledger.pruning().prune(now, endedBefore, limit), receipt);
    }

    /// What happened and is to be told to those outside, kept together with that which happened.
    public WebhookQueue webhooks() {
        return new SqliteWebhookQueue(changes, readers);
    }

    @Override
    public Optional<String> problem() {
        return trouble.problem();
    }

    /// Keeps what was asked for until now, then gives the directory free. From now on changes are
    /// not kept and questions not answered.
    @Override
    public void close() {
        changes.close();
        try (directory) {
            readers.close();
            transactions.close();
        } catch (SQLException e) {
            faults.report("notification store", new StoreUnavailable(Trouble.sentence(e), e));
        }
    }

    /// Has the writer do something in its turn. For tests, that which no port asks for.
    <T> void promise(Ledger.Work<T> work, Receipt<T> receipt) {
        changes.promise(work, receipt);
    }

    /// Runs a statement on the writer's connection, and waits for no turn. For tests.
    void execute(String sql) throws SQLException {
        transactions.execute(sql);
    }

    /// How many commits there were since the store was opened that wrote something.
    public long commits() {
        return transactions.commits();
    }
}
