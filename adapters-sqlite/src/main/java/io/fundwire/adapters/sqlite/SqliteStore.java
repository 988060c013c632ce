package io.fundwire.adapters.sqlite;

import io.fundwire.application.channel.ChannelLog;
import io.fundwire.application.health.HealthCheck;
import io.fundwire.application.notification.WebhookQueue;
import io.fundwire.application.session.FaultLog;
import io.fundwire.application.session.ResumeLedger;
import io.fundwire.application.store.Receipt;
import io.fundwire.application.store.StoreUnavailable;
import io.fundwire.domain.notification.NotificationEvent;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/// Keeps notifications, channels and what resume tokens are judged by in the file `fundwire.db`,
/// all by one writer. A change is kept when it is on the disk, so that it outlives process, system
/// and power; times are kept to the millisecond.
///
/// While the disk is full or fails, changes are answered by [StoreUnavailable], records wait, and
/// health says why; as soon as it works again, so does the store.
public final class SqliteStore implements HealthCheck, AutoCloseable {

    private final DataDirectory directory;
    private final Transactions transactions;
    private final Readers readers;
    private final Trouble trouble;
    private final FaultLog faults;
    private final Changes changes;
    private final SqliteResumeLedger resumeLedger;

    private SqliteStore(
            DataDirectory directory, Transactions transactions, Readers readers, FaultLog faults)
            throws SQLException {
        this.directory = directory;
        this.transactions = transactions;
        this.readers = readers;
        this.faults = faults;
        this.trouble = new Trouble(faults);
        this.changes = new Changes(transactions, trouble, faults);
        this.resumeLedger = new SqliteResumeLedger(transactions, changes);
    }

    /// Opens the store of a directory, which is made if need be. Anonymous users who were here are
    /// gone for now: their clients lost their connections with the process.
    ///
    /// @param announced what is put into [#webhooks] when it happens
    /// @throws StoreNotOpened if the directory cannot be used or is in use, or its file is damaged
    public static SqliteStore open(
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
                    "What is kept in %s cannot be opened: %s".formatted(path, Trouble.sentence(e)),
                    e);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static SqliteStore open(
            DataDirectory directory, FaultLog faults, Set<NotificationEvent.Kind> announced)
            throws SQLException {
        var database = new Database(directory.database());
        database.inspect();
        var transactions = Transactions.on(database, announced);
        try {
            return new SqliteStore(directory, transactions, new Readers(database), faults);
        } catch (SQLException | RuntimeException failure) {
            transactions.close();
            throw failure;
        }
    }

    /// Notifications and inboxes, by all their ports.
    public SqliteNotificationStore notifications() {
        return new SqliteNotificationStore(changes, readers, transactions);
    }

    /// What happened and is to be told to those outside, kept together with that which happened.
    public WebhookQueue webhooks() {
        return new SqliteWebhookQueue(changes, readers);
    }

    /// The logs of channels.
    public ChannelLog channels() {
        return new SqliteChannelLog(changes, readers);
    }

    /// What resume tokens are judged by.
    public ResumeLedger resumeLedger() {
        return resumeLedger;
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
            faults.report("store", new StoreUnavailable(Trouble.sentence(e), e));
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
