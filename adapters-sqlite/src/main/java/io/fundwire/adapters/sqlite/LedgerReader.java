package io.fundwire.adapters.sqlite;

import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.DeliveryRecord;
import io.fundwire.domain.notification.DeliveryRecord.Ending;
import io.fundwire.domain.notification.InboxStatus;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationId;
import io.fundwire.domain.notification.NotificationSummary;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Answers what became of a notification. For one thread at a time.
final class LedgerReader {

    private static final String LEFT = "LEFT";

    /// The addressees of the notification `?2`, with what is known of them.
    private static final String NAMED =
            """
            FROM notification n CROSS JOIN entry e ON e.sequence = n.sequence
            CROSS JOIN user u ON u.number = e.user
            WHERE n.id = ?2 AND n.everyone = 0\
            """;

    private static final String EVERYONE =
            """
            FROM notification n CROSS JOIN user u
            LEFT JOIN entry e ON e.sequence = n.sequence AND e.user = u.number
            WHERE n.id = ?2 AND n.everyone = 1 AND (e.sequence IS NOT NULL OR %s)\
            """
                    .formatted(Sql.IS_ONE_OF_EVERYONE);

    private final Prepared find;
    private final Prepared count;
    private final Prepared deliveries;

    private record Count(InboxStatus status, long all, long written) {}

    LedgerReader(Connection connection) throws SQLException {
        find =
                Prepared.on(
                        connection,
                        """
                        SELECT %s, n.everyone, n.withdrawn_at, n.deadline_at, n.addressed
                        FROM notification n LEFT JOIN action a ON a.sequence = n.sequence
                        WHERE n.id = ? ORDER BY a.position
                        """
                                .formatted(Rows.NOTIFICATION));
        String counts = "SELECT %s, count(*), count(e.first_written_at) %s GROUP BY 1";
        count =
                Prepared.on(
                        connection,
                        counts.formatted(Sql.STATUS, NAMED)
                                + " UNION ALL "
                                + counts.formatted(Sql.STATUS, EVERYONE));
        String page =
                """
                SELECT * FROM (
                    SELECT u.id AS user, %s, e.first_queued_at,
                        coalesce(e.last_queued_at, e.first_queued_at), e.first_written_at,
                        coalesce(e.last_written_at, e.first_written_at), e.received_at, e.read_at,
                        e.dismissed_at, e.action_id, n.expires_at, n.withdrawn_at, u.left_at
                    %s AND u.id > ?3 ORDER BY u.id LIMIT ?4)
                """;
        deliveries =
                Prepared.on(
                        connection,
                        page.formatted(Sql.STATUS, NAMED)
                                + " UNION ALL "
                                + page.formatted(Sql.STATUS, EVERYONE)
                                + " ORDER BY user LIMIT ?4");
    }

    Optional<NotificationSummary> find(NotificationId id, Instant now) throws SQLException {
        List<Count> counts =
                count.ask(rows -> Rows.all(rows, LedgerReader::count), now, id.value());
        return find
                .ask(rows -> Rows.notifications(rows, row -> summary(row, counts)), id.value())
                .stream()
                .findFirst();
    }

    private static Count count(ResultSet row) throws SQLException {
        return new Count(status(row.getString(1)), row.getLong(2), row.getLong(3));
    }

    private static Function<Notification, NotificationSummary> summary(
            ResultSet row, List<Count> counts) throws SQLException {
        boolean toEveryone = row.getBoolean(Rows.MORE);
        Instant withdrawnAt = Rows.instant(row, Rows.MORE + 1);
        Instant deadline = Rows.instant(row, Rows.MORE + 2);
        long addressed = row.getLong(Rows.MORE + 3);
        Map<InboxStatus, Long> byStatus = new EnumMap<>(InboxStatus.class);
        for (InboxStatus status : InboxStatus.values()) {
            byStatus.put(status, 0L);
        }
        counts.forEach(count -> byStatus.merge(count.status(), count.all(), Long::sum));
        return notification ->
                new NotificationSummary(
                        notification,
                        toEveryone,
                        withdrawnAt,
                        deadline,
                        addressed,
                        counts.stream().mapToLong(Count::written).sum(),
                        byStatus);
    }

    List<DeliveryRecord> deliveries(NotificationId id, String after, int limit, Instant now)
            throws SQLException {
        return deliveries.ask(
                rows -> Rows.all(rows, LedgerReader::delivery), now, id.value(), after, limit);
    }

    private static DeliveryRecord delivery(ResultSet row) throws SQLException {
        return new DeliveryRecord(
                new UserId(row.getString(1)),
                status(row.getString(2)),
                Rows.instant(row, 3),
                Rows.instant(row, 4),
                Rows.instant(row, 5),
                Rows.instant(row, 6),
                Rows.instant(row, 7),
                Rows.instant(row, 8),
                Rows.instant(row, 9),
                row.getString(10),
                ending(row));
    }

    private static InboxStatus status(String name) {
        return name.equals(LEFT) ? InboxStatus.EXPIRED : InboxStatus.valueOf(name);
    }

    private static @Nullable Ending ending(ResultSet row) throws SQLException {
        return switch (row.getString(2)) {
            case "EXPIRED" -> ending(Ending.Reason.TTL_PASSED, row, 11);
            case "WITHDRAWN" -> ending(Ending.Reason.WITHDRAWN, row, 12);
            case LEFT -> ending(Ending.Reason.CLIENT_LEFT, row, 13);
            default -> null;
        };
    }

    private static Ending ending(Ending.Reason reason, ResultSet row, int column)
            throws SQLException {
        return new Ending(reason, Instant.ofEpochMilli(row.getLong(column)));
    }
}
