package io.fundwire.adapters.sqlite;

import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.AckOutcome;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.InboxState;
import io.fundwire.domain.notification.NotificationEvent;
import io.fundwire.domain.notification.NotificationId;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Records what users did about notifications. For the writer's thread.
final class Acknowledging {

    private final Tally tally;
    private final Progress progress;
    private final Events events;
    private final Prepared find;
    private final Prepared set;

    Acknowledging(Connection connection, Tally tally, Progress progress, Events events)
            throws SQLException {
        this.tally = tally;
        this.progress = progress;
        this.events = events;
        find =
                Prepared.on(
                        connection,
                        """
                        SELECT %s, n.withdrawn_at, %s
                        FROM notification n CROSS JOIN user u
                        LEFT JOIN entry e ON e.sequence = n.sequence AND e.user = u.number
                        LEFT JOIN action a ON a.sequence = n.sequence
                        WHERE n.id = ? AND u.id = ? AND u.left_at IS NULL
                            AND (e.sequence IS NOT NULL OR %s)
                        ORDER BY a.position
                        """
                                .formatted(Rows.NOTIFICATION, Sql.ENTRY, Sql.IS_ONE_OF_EVERYONE));
        set =
                Prepared.on(
                        connection,
                        """
                        INSERT INTO entry (sequence, user, received_at, read_at, dismissed_at,
                            acknowledged_at, action_id)
                        SELECT ?, number, ?, ?, ?, ?, ? FROM user WHERE id = ?
                        ON CONFLICT DO UPDATE SET
                            received_at = coalesce(received_at, excluded.received_at),
                            read_at = coalesce(read_at, excluded.read_at),
                            dismissed_at = coalesce(dismissed_at, excluded.dismissed_at),
                            acknowledged_at = excluded.acknowledged_at,
                            action_id = excluded.action_id
                        """);
    }

    List<AckOutcome> acknowledgeAll(
            UserId user, List<NotificationId> ids, Acknowledgement ack, Instant now)
            throws SQLException {
        List<AckOutcome> outcomes = new ArrayList<>(ids.size());
        for (NotificationId id : ids) {
            outcomes.add(acknowledge(user, id, ack, now));
        }
        return outcomes;
    }

    AckOutcome acknowledge(UserId user, NotificationId id, Acknowledgement ack, Instant now)
            throws SQLException {
        var found = find(user, id);
        if (found.isEmpty()) {
            return new AckOutcome.NotFound(id);
        }
        var outcome = found.get().acknowledge(ack, now);
        if (outcome instanceof AckOutcome.Applied(var before, var after)
                && after.progress() instanceof InboxState.Acknowledged(var holds, var at)) {
            keep(after, holds, at);
            tally.acknowledged(!(before.progress() instanceof InboxState.Acknowledged));
            progress.moved(
                    after.sequence(),
                    !before.isRedelivery(),
                    before.isUnread(now) && !after.isUnread(now),
                    now);
            events.happened(new NotificationEvent.Acknowledged(id, user, holds, now), now);
        }
        return outcome;
    }

    private Optional<InboxEntry> find(UserId user, NotificationId id) throws SQLException {
        return find.ask(rows -> Rows.entries(user, rows), id.value(), user.value()).stream()
                .findFirst();
    }

    private void keep(InboxEntry entry, Acknowledgement ack, Instant at) throws SQLException {
        set.run(
                entry.sequence(),
                at(ack, AckStatus.RECEIVED, at),
                at(ack, AckStatus.READ, at),
                at(ack, AckStatus.DISMISSED, at),
                at,
                ack.actionId(),
                entry.user().value());
    }

    private static @Nullable Instant at(Acknowledgement ack, AckStatus status, Instant at) {
        return ack.status() == status ? at : null;
    }
}
