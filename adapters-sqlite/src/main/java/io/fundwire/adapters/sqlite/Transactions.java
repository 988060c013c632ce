package io.fundwire.adapters.sqlite;

import io.fundwire.domain.notification.NotificationCounts;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/// The writer's connection: whole transactions, and the counts that go with them. For the writer's
/// thread, but for [#counts] and [#commits].
final class Transactions implements AutoCloseable {

    /// More than what most changes need, so that there is room for them where there is for this.
    private static final int TRIAL_BYTES = 64 * 1024;

    private final Connection connection;
    private final Tally tally = new Tally();
    private final Ledger ledger;
    private final Prepared setCounts;
    private final Prepared tryToAdd;
    private volatile NotificationCounts kept;
    private final AtomicLong commits = new AtomicLong();

    private Transactions(Connection connection) throws SQLException {
        this.connection = connection;
        ledger = new Ledger(connection, tally);
        setCounts =
                Prepared.on(
                        connection,
                        """
                        UPDATE counts SET published = ?, delivered = ?, acknowledged = ?,
                            pending = ?
                        """);
        tryToAdd = Prepared.on(connection, "INSERT INTO trial VALUES (zeroblob(?))");
        kept = Prepared.on(connection, "SELECT * FROM counts").ask(Tally::read);
        tally.set(kept);
    }

    /// Opens the file for writing, and brings it to the present layout.
    static Transactions on(Database database) throws SQLException {
        var connection = database.writer();
        try {
            Schema.migrate(connection);
            return new Transactions(connection);
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    /// Does all of it, or nothing if any of it fails.
    ///
    /// @return once it is on the disk
    <T> T commit(Ledger.Work<T> work) throws SQLException {
        ledger.execute("BEGIN IMMEDIATE");
        boolean done = false;
        try {
            T answer = work.on(ledger);
            var counts = tally.counts();
            setCounts.run(
                    counts.published(),
                    counts.delivered(),
                    counts.acknowledged(),
                    counts.pending());
            ledger.execute("COMMIT");
            done = true;
            kept = counts;
            commits.incrementAndGet();
            return answer;
        } finally {
            if (!done) {
                rollBack();
            }
        }
    }

    private void rollBack() {
        tally.set(kept);
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
        var before = tally.counts();
        ledger.execute("SAVEPOINT part");
        boolean done = false;
        try {
            T answer = part.on(ledger);
            ledger.execute("RELEASE part");
            done = true;
            return answer;
        } finally {
            if (!done) {
                tally.set(before);
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

    /// What the last commit left. Any thread.
    NotificationCounts counts() {
        return kept;
    }

    /// How many there were since the file was opened. Any thread.
    long commits() {
        return commits.get();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
