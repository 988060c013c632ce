package io.fundwire.adapters.sqlite;

import io.fundwire.domain.notification.NotificationCounts;
import io.fundwire.domain.notification.NotificationEvent;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// The writer's connection: whole transactions, and the counts that go with them. For the writer's
/// thread, but for [#counts] and [#commits].
final class Transactions implements AutoCloseable {

    /// More than what most changes need, so that there is room for them where there is for this.
    private static final int TRIAL_BYTES = 64 * 1024;

    private final Connection connection;
    private final Tally tally;
    private final Ledger ledger;
    private final Prepared setCounts;
    private final Prepared countChanges;
    private final Prepared tryToAdd;
    private volatile Tally.Kept kept;
    private final AtomicLong commits = new AtomicLong();

    private Transactions(Connection connection, Set<NotificationEvent.Kind> announced)
            throws SQLException {
        this.connection = connection;
        kept =
                Prepared.on(
                                connection,
                                """
                                SELECT sequence, version, published, delivered, acknowledged,
                                    pending
                                FROM counts
                                """)
                        .ask(Tally.Kept::read);
        tally = new Tally(kept);
        ledger = new Ledger(connection, tally, announced);
        setCounts =
                Prepared.on(
                        connection,
                        """
                        UPDATE counts SET sequence = ?, version = ?, published = ?,
                            delivered = ?, acknowledged = ?, pending = ?
                        """);
        countChanges = Prepared.on(connection, "SELECT total_changes()");
        tryToAdd = Prepared.on(connection, "INSERT INTO trial VALUES (zeroblob(?))");
    }

    /// Opens the file for writing, and brings it to the present layout.
    static Transactions on(Database database, Set<NotificationEvent.Kind> announced)
            throws SQLException {
        var connection = database.writer();
        try {
            Schema.migrate(connection);
            Origin.ensure(connection);
            return new Transactions(connection, announced);
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    /// Does all of it, or nothing if any of it fails. What changes nothing costs the disk nothing.
    ///
    /// @return once it is on the disk
    <T> T commit(Ledger.Work<T> work) throws SQLException {
        long before = countChanges.ask(Rows::number);
        ledger.execute("BEGIN IMMEDIATE");
        boolean done = false;
        try {
            T answer = work.on(ledger);
            ledger.complete();
            writeCounts();
            ledger.execute("COMMIT");
            done = true;
            kept = tally.kept();
            if (countChanges.ask(Rows::number) > before) {
                commits.incrementAndGet();
            }
            return answer;
        } finally {
            if (!done) {
                rollBack();
            }
        }
    }

    private void writeCounts() throws SQLException {
        var now = tally.kept();
        if (!now.equals(kept)) {
            setCounts.run(
                    now.sequence(),
                    now.version(),
                    now.published(),
                    now.delivered(),
                    now.acknowledged(),
                    now.pending());
        }
    }

    private void rollBack() {
        ledger.goBackTo(kept);
        takeBack("ROLLBACK");
    }

    private void takeBack(String sql) {
        try {
            ledger.execute(sql);
        } catch (SQLException e) {
            // SQLite has done so by itself, as it does when the disk fails.
        }
    }

    /// Does a part of a transaction, or nothing of that part if any of it fails.
    <T> T apart(Ledger.Work<T> part) throws SQLException {
        ledger.complete();
        var before = tally.kept();
        ledger.execute("SAVEPOINT part");
        boolean done = false;
        try {
            T answer = part.on(ledger);
            ledger.complete();
            ledger.execute("RELEASE part");
            done = true;
            return answer;
        } finally {
            if (!done) {
                ledger.goBackTo(before);
                takeBack("ROLLBACK TO part");
                takeBack("RELEASE part");
            }
        }
    }

    /// Finds out whether something can be kept. The trial grows the file, and is taken back only
    /// then: a change to what is there already would pass on a full disk.
    void tryOut() throws SQLException {
        ledger.execute("DELETE FROM trial");
        tryToAdd.run(TRIAL_BYTES);
        ledger.execute("DELETE FROM trial");
    }

    /// Runs a statement outside of any transaction. For tests.
    void execute(String sql) throws SQLException {
        ledger.execute(sql);
    }

    /// What the last commit left. Any thread.
    NotificationCounts counts() {
        return kept.counts();
    }

    /// How many there were since the file was opened that wrote something. Any thread.
    long commits() {
        return commits.get();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
