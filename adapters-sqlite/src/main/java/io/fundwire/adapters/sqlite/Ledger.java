package io.fundwire.adapters.sqlite;

import io.fundwire.domain.notification.NotificationEvent;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/// What can be written, each within the transaction that is under way on its connection. For the
/// writer's thread.
final class Ledger {

    /// What is done within a transaction.
    @FunctionalInterface
    interface Work<T> {
        T on(Ledger ledger) throws SQLException;
    }

    private final Connection connection;
    private final Tally tally;
    private final Progress progress;
    private final Everyone everyone;
    private final Events events;
    private final Publishing publishing;
    private final Acknowledging acknowledging;
    private final Delivering delivering;
    private final Presence presence;
    private final Leaving leaving;
    private final Ending ending;
    private final Deadlines deadlines;
    private final Pruning pruning;
    private final Appending appending;
    private final Trimming trimming;
    private final Generations generations;

    /// Counts along in `tally`.
    Ledger(Connection connection, Tally tally, Set<NotificationEvent.Kind> announced)
            throws SQLException {
        this.connection = connection;
        this.tally = tally;
        progress = new Progress(connection, tally);
        everyone = new Everyone(connection);
        events = new Events(connection, announced);
        publishing = new Publishing(connection, tally, everyone);
        acknowledging = new Acknowledging(connection, tally, progress, events);
        delivering = new Delivering(connection, tally, progress);
        presence = new Presence(connection, tally, everyone);
        leaving = new Leaving(connection, tally, progress);
        ending = new Ending(connection, tally, progress, events);
        deadlines = new Deadlines(connection, events);
        pruning = new Pruning(connection, everyone);
        var losing = new Losing(connection);
        appending = new Appending(connection, losing);
        trimming = new Trimming(connection, losing);
        generations = new Generations(connection);
    }

    Publishing publishing() {
        return publishing;
    }

    Acknowledging acknowledging() {
        return acknowledging;
    }

    Delivering delivering() {
        return delivering;
    }

    Presence presence() {
        return presence;
    }

    Leaving leaving() {
        return leaving;
    }

    Ending ending() {
        return ending;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    Pruning pruning() {
        return pruning;
    }

    Events events() {
        return events;
    }

    Appending appending() {
        return appending;
    }

    Trimming trimming() {
        return trimming;
    }

    Generations generations() {
        return generations;
    }

    /// The store's version with what was done until now.
    long version() {
        return tally.version();
    }

    /// Writes what was only summed up until now.
    void complete() throws SQLException {
        progress.write();
    }

    /// What was done since then is taken back.
    void goBackTo(Tally.Kept kept) {
        tally.set(kept);
        progress.forget();
        everyone.forget();
    }

    /// Removes what a process left that did not end in order: that anonymous users are here, and a
    /// trial. To be called when there is no client yet.
    void removeLeftovers() throws SQLException {
        presence.goAll();
        execute("DELETE FROM trial");
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
