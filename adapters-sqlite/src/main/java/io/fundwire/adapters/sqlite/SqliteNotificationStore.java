package io.fundwire.adapters.sqlite;

import io.fundwire.application.health.HealthCheck;
import io.fundwire.application.notification.NotificationStore;
import io.fundwire.application.notification.Receipt;
import io.fundwire.application.notification.StoreUnavailable;
import io.fundwire.application.session.FaultLog;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.AckOutcome;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationCounts;
import io.fundwire.domain.notification.NotificationId;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/// Keeps notifications in the file `fundwire.db`. A change is kept when it is on the disk, so that
/// it outlives process, system and power; times are kept to the millisecond.
///
/// While the disk is full or fails, changes are answered by [StoreUnavailable] and health says why;
/// as soon as it works again, so does the store.
public final class SqliteNotificationStore
        implements NotificationStore, HealthCheck, AutoCloseable {

    private final DataDirectory directory;
    private final Transactions transactions;
    private final Readers readers;
    private final Trouble trouble;
    private final FaultLog faults;
    private final ChangeQueue queue = new ChangeQueue();
    private final Writer writer;

    private SqliteNotificationStore(
            DataDirectory directory, Transactions transactions, Readers readers, FaultLog faults) {
        this.directory = directory;
        this.transactions = transactions;
        this.readers = readers;
        this.faults = faults;
        this.trouble = new Trouble(faults);
        this.writer = new Writer(transactions, queue, trouble, faults);
    }

    /// Opens the store of a directory, which is made if need be. Inboxes that anonymous users left
    /// behind are forgotten: their clients ended with the process.
    ///
    /// @throws StoreNotOpened if the directory cannot be used or is in use, or its file is damaged
    public static SqliteNotificationStore open(Path path, FaultLog faults) {
        var directory = DataDirectory.claim(path);
        try {
            var store = open(directory, faults);
            store.start();
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

    private static SqliteNotificationStore open(DataDirectory directory, FaultLog faults)
            throws SQLException {
        var database = new Database(directory.database());
        database.inspect();
        var transactions = Transactions.on(database);
        return new SqliteNotificationStore(directory, transactions, new Readers(database), faults);
    }

    private void start() {
        note(Ledger::removeLeftovers);
        writer.start();
    }

    @Override
    public void append(Notification notification, Set<UserId> recipients, Receipt<Long> receipt) {
        promise(ledger -> ledger.append(notification, recipients), receipt);
    }

    @Override
    public List<InboxEntry> openEntries(UserId user, long after, int limit, Instant now) {
        return readers.ask(reader -> reader.openEntries(user, after, limit, now));
    }

    @Override
    public void recordDelivered(UserId user, NotificationId notification, Instant now) {
        note(ledger -> ledger.deliver(user, notification, now));
    }

    @Override
    public void acknowledge(
            UserId user,
            NotificationId notification,
            Acknowledgement ack,
            Instant now,
            Receipt<AckOutcome> receipt) {
        promise(ledger -> ledger.acknowledge(user, notification, ack, now), receipt);
    }

    @Override
    public void recordSeen(UserId user, Instant now) {
        note(ledger -> ledger.see(user, now));
    }

    @Override
    public Set<UserId> seenSince(Instant since) {
        return readers.ask(reader -> reader.seenSince(since));
    }

    @Override
    public void removeInbox(UserId user) {
        note(ledger -> ledger.remove(user));
    }

    @Override
    public NotificationCounts counts() {
        return transactions.counts();
    }

    @Override
    public Optional<String> problem() {
        return trouble.problem();
    }

    /// Keeps what was asked for until now, then gives the directory free. From now on changes are
    /// not kept and questions not answered.
    @Override
    public void close() {
        writer.close();
        try (directory) {
            readers.close();
            transactions.close();
        } catch (SQLException e) {
            faults.report("notification store", new StoreUnavailable(Trouble.sentence(e), e));
        }
    }

    /// Has the writer do something in its turn. For tests, that which no port asks for.
    <T> void promise(Ledger.Work<T> work, Receipt<T> receipt) {
        offer(Change.promised(work, receipt));
    }

    private void note(Change.Step step) {
        offer(Change.recorded(step, faults));
    }

    private void offer(Change<?> change) {
        switch (queue.offer(change)) {
            case ADMITTED -> {}
            case FULL -> refuse(change, "More waits for the disk than it can write.");
            case CLOSED -> refuse(change, "The store is closed.");
        }
    }

    private void refuse(Change<?> change, String sentence) {
        var why = new StoreUnavailable(sentence, new RejectedExecutionException());
        writer.handOut(List.of(change.notMade(why)));
    }

    /// How many commits there were since the store was opened.
    long commits() {
        return transactions.commits();
    }
}
