package io.fundwire.adapters.sqlite;

import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.AckOutcome;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.Action;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.InboxState;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationId;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    private final Prepared addNotification;
    private final Prepared addAction;
    private final Prepared addEntry;
    private final Prepared findEntry;
    private final Prepared setDelivered;
    private final Prepared setAcknowledged;
    private final Prepared setSeen;
    private final Prepared countPending;
    private final Prepared removeEntries;
    private final Prepared removeUser;
    private final Prepared anonymousUsers;

    /// Counts along in `tally`.
    Ledger(Connection connection, Tally tally) throws SQLException {
        this.connection = connection;
        this.tally = tally;
        addNotification =
                Prepared.on(
                        connection,
                        """
                        INSERT INTO notification (id, title, body, severity, category, link,
                            payload, created_at, expires_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING sequence
                        """);
        addAction = Prepared.on(connection, "INSERT INTO action VALUES (?, ?, ?, ?, ?)");
        addEntry = Prepared.on(connection, "INSERT INTO inbox (user, sequence) VALUES (?, ?)");
        findEntry =
                Prepared.on(
                        connection,
                        """
                        SELECT %s FROM notification n
                        JOIN inbox i ON i.sequence = n.sequence AND i.user = ?
                        LEFT JOIN action a ON a.sequence = n.sequence
                        WHERE n.id = ? ORDER BY n.sequence, a.position
                        """
                                .formatted(Rows.ENTRY));
        setDelivered =
                Prepared.on(
                        connection,
                        "UPDATE inbox SET delivered_at = ? WHERE user = ? AND sequence = ?");
        setAcknowledged =
                Prepared.on(
                        connection,
                        """
                        UPDATE inbox SET status = ?, action_id = ?, acknowledged_at = ?
                        WHERE user = ? AND sequence = ?
                        """);
        setSeen =
                Prepared.on(
                        connection,
                        """
                        INSERT INTO user VALUES (?, ?)
                        ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at
                        """);
        countPending =
                Prepared.on(
                        connection,
                        """
                        SELECT count(*) FROM inbox
                        WHERE user = ? AND acknowledged_at IS NULL AND delivered_at IS NULL
                        """);
        removeEntries = Prepared.on(connection, "DELETE FROM inbox WHERE user = ?");
        removeUser = Prepared.on(connection, "DELETE FROM user WHERE id = ?");
        anonymousUsers =
                Prepared.on(
                        connection,
                        """
                        SELECT DISTINCT user FROM inbox
                        WHERE user >= ?1 AND user < ?1 || char(0x10ffff)
                        """);
    }

    long append(Notification notification, Set<UserId> recipients) throws SQLException {
        var payload = notification.payload();
        long sequence =
                addNotification.ask(
                        Rows::number,
                        notification.id().value(),
                        notification.title(),
                        notification.body(),
                        notification.severity().name(),
                        notification.category(),
                        notification.link(),
                        payload == null ? null : payload.json(),
                        notification.createdAt().toEpochMilli(),
                        notification.expiresAt().toEpochMilli());
        List<Action> actions = notification.actions();
        for (int i = 0; i < actions.size(); i++) {
            Action action = actions.get(i);
            addAction.run(sequence, i, action.id(), action.label(), action.style());
        }
        for (UserId user : recipients) {
            addEntry.run(user.value(), sequence);
        }
        tally.published(recipients.size());
        return sequence;
    }

    void deliver(UserId user, NotificationId notification, Instant now) throws SQLException {
        var found = find(user, notification);
        if (found.isPresent()) {
            replace(found.get(), found.get().delivered(now));
        }
    }

    AckOutcome acknowledge(
            UserId user, NotificationId notification, Acknowledgement ack, Instant now)
            throws SQLException {
        var found = find(user, notification);
        if (found.isEmpty()) {
            return new AckOutcome.NotFound(notification);
        }
        var outcome = found.get().acknowledge(ack, now);
        if (outcome instanceof AckOutcome.Applied applied) {
            replace(found.get(), applied.entry());
        }
        return outcome;
    }

    void see(UserId user, Instant now) throws SQLException {
        setSeen.run(user.value(), now.toEpochMilli());
    }

    void remove(UserId user) throws SQLException {
        tally.removed(countPending.ask(Rows::number, user.value()));
        removeEntries.run(user.value());
        removeUser.run(user.value());
    }

    /// Removes what a process left that did not end in order: users who end with their client, and
    /// a trial. To be called when there is no client yet.
    void removeLeftovers() throws SQLException {
        for (UserId user : anonymousUsers.ask(Rows::users, ClientId.PREFIX)) {
            remove(user);
        }
        execute("DELETE FROM trial");
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Optional<InboxEntry> find(UserId user, NotificationId notification)
            throws SQLException {
        return findEntry
                .ask(rows -> Rows.entries(user, rows), user.value(), notification.value())
                .stream()
                .findFirst();
    }

    private void replace(InboxEntry before, InboxEntry after) throws SQLException {
        if (after.state().equals(before.state())) {
            return;
        }
        String user = after.user().value();
        switch (after.state()) {
            case InboxState.Pending() -> throw new IllegalStateException("nothing becomes pending");
            case InboxState.Delivered(var at) ->
                    setDelivered.run(at.toEpochMilli(), user, after.sequence());
            case InboxState.Acknowledged(var ack, var at) ->
                    setAcknowledged.run(
                            ack.status().name(),
                            ack.actionId(),
                            at.toEpochMilli(),
                            user,
                            after.sequence());
        }
        tally.moved(before.state(), after.state());
    }
}
