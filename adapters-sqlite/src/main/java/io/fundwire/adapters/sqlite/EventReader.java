package io.fundwire.adapters.sqlite;

import io.fundwire.application.notification.QueuedEvent;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.NotificationEvent;
import io.fundwire.domain.notification.NotificationId;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Answers what is still to be told to those outside. For one thread at a time.
final class EventReader {

    private final Prepared due;

    EventReader(Connection connection) throws SQLException {
        due =
                Prepared.on(
                        connection,
                        """
                        SELECT number, kind, notification, at, user, status, action_id, attempts,
                            since
                        FROM event WHERE due_at <= ? ORDER BY due_at, number LIMIT ?
                        """);
    }

    List<QueuedEvent> due(Instant now, int limit) throws SQLException {
        return due.ask(rows -> Rows.all(rows, EventReader::queued), now, limit);
    }

    private static QueuedEvent queued(ResultSet row) throws SQLException {
        return new QueuedEvent(
                row.getLong(1), event(row), row.getInt(8), Instant.ofEpochMilli(row.getLong(9)));
    }

    private static NotificationEvent event(ResultSet row) throws SQLException {
        var id = new NotificationId(row.getString(3));
        var at = Instant.ofEpochMilli(row.getLong(4));
        return switch (NotificationEvent.Kind.valueOf(row.getString(2))) {
            case UNACKNOWLEDGED -> new NotificationEvent.Unacknowledged(id, at);
            case EXPIRED -> new NotificationEvent.Expired(id, at);
            case ACKNOWLEDGED ->
                    new NotificationEvent.Acknowledged(
                            id,
                            new UserId(row.getString(5)),
                            new Acknowledgement(
                                    AckStatus.valueOf(row.getString(6)), row.getString(7)),
                            at);
        };
    }
}
