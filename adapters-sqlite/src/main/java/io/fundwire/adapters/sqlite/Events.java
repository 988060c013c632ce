package io.fundwire.adapters.sqlite;

import io.fundwire.domain.notification.NotificationEvent;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;

/// Queues what happened, for those outside who want to be told. For the writer's thread.
final class Events {

    private final Set<NotificationEvent.Kind> announced;
    private final Prepared add;
    private final Prepared remove;
    private final Prepared postpone;

    /// @param announced what somebody wants to be told
    Events(Connection connection, Set<NotificationEvent.Kind> announced) throws SQLException {
        this.announced = announced;
        add =
                Prepared.on(
                        connection,
                        """
                        INSERT INTO event (kind, notification, user, status, action_id, at, since,
                            attempts, due_at)
                        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?7)
                        """);
        remove = Prepared.on(connection, "DELETE FROM event WHERE number = ?");
        postpone =
                Prepared.on(
                        connection,
                        """
                        UPDATE event SET attempts = attempts + 1, due_at = ?2 WHERE number = ?1
                        """);
    }

    /// Whether anybody wants to be told of such events.
    boolean tells(NotificationEvent.Kind kind) {
        return announced.contains(kind);
    }

    void happened(NotificationEvent event, Instant now) throws SQLException {
        if (tells(event.kind())) {
            switch (event) {
                case NotificationEvent.Acknowledged(var _, var user, var ack, var _) ->
                        add(event, user.value(), ack.status().name(), ack.actionId(), now);
                case NotificationEvent.Unacknowledged _, NotificationEvent.Expired _ ->
                        add(event, null, null, null, now);
            }
        }
    }

    private void add(
            NotificationEvent event,
            @Nullable String user,
            @Nullable String status,
            @Nullable String actionId,
            Instant now)
            throws SQLException {
        add.run(
                event.kind().name(),
                event.notification().value(),
                user,
                status,
                actionId,
                event.at(),
                now);
    }

    void remove(long number) throws SQLException {
        remove.run(number);
    }

    void postpone(long number, Instant until) throws SQLException {
        postpone.run(number, until);
    }
}
