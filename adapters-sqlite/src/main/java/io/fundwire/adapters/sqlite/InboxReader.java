package io.fundwire.adapters.sqlite;

import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.InboxStatus;
import io.fundwire.domain.notification.Unread;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Answers what is in the inbox of a user who is here or may come back: entries, and notifications
/// to everyone of which there is no entry yet. For one thread at a time.
final class InboxReader {

    private static final Set<InboxStatus> SEEN = Set.of(InboxStatus.READ, InboxStatus.DISMISSED);

    /// Of the user `?2`, at the time `?1`.
    private static final String ENTRIES =
            """
            FROM user u CROSS JOIN entry e INDEXED BY user_entry
            CROSS JOIN notification n ON n.sequence = e.sequence
            WHERE u.id = ?2 AND u.left_at IS NULL AND e.user = u.number\
            """;

    private static final String UNREAD_ENTRIES =
            ENTRIES.replace("user_entry", "unread_entry")
                    + " AND e.read_at IS NULL AND e.dismissed_at IS NULL";

    private static final String BROADCASTS =
            """
            FROM user u CROSS JOIN notification n INDEXED BY broadcast
            LEFT JOIN entry e ON e.sequence = n.sequence AND e.user = u.number
            WHERE u.id = ?2 AND u.left_at IS NULL AND n.everyone = 1 AND n.sequence > u.since
                AND e.sequence IS NULL AND %s\
            """
                    .formatted(Sql.IS_ONE_OF_EVERYONE);

    private static final String LIVE_BROADCASTS =
            BROADCASTS.replace("BY broadcast", "BY live_broadcast") + " AND n.ended_at IS NULL";

    private final Prepared openEntries;
    private final Prepared entries;
    private final Prepared unreadEntries;
    private final Prepared unread;

    InboxReader(Connection connection) throws SQLException {
        openEntries =
                Prepared.on(
                        connection,
                        page(
                                UNREAD_ENTRIES,
                                LIVE_BROADCASTS,
                                " AND %%s.sequence > ?3 AND %s IN ('PENDING', 'DELIVERED')"
                                        .formatted(Sql.STATUS),
                                ""));
        String wanted =
                " AND %%s.sequence < ?3 AND instr(?5, ',' || %s || ',')".formatted(Sql.STATUS);
        entries = Prepared.on(connection, page(ENTRIES, BROADCASTS, wanted, "DESC"));
        unreadEntries = Prepared.on(connection, page(UNREAD_ENTRIES, BROADCASTS, wanted, "DESC"));
        String isUnread = " AND %s IN ('PENDING', 'DELIVERED', 'RECEIVED')".formatted(Sql.STATUS);
        unread =
                Prepared.on(
                        connection,
                        """
                        SELECT (SELECT count(*) %s) + (SELECT count(*) %s), version FROM counts
                        """
                                .formatted(UNREAD_ENTRIES + isUnread, LIVE_BROADCASTS + isUnread));
    }

    /// Of each kind no more than `?4` are read, whatever there is: each is ordered by the column
    /// that its index has, as SQLite would otherwise read and sort them all.
    private static String page(String own, String common, String condition, String direction) {
        return """
        SELECT %s, n.withdrawn_at, %s FROM (
            %s
            UNION ALL
            %s
            ORDER BY sequence %s LIMIT ?4
        ) e
        CROSS JOIN notification n ON n.sequence = e.sequence
        LEFT JOIN action a ON a.sequence = e.sequence
        ORDER BY e.sequence %s, a.position
        """
                .formatted(
                        Rows.NOTIFICATION,
                        Sql.ENTRY,
                        candidates("e", own + condition, direction),
                        candidates("n", common + condition, direction),
                        direction,
                        direction);
    }

    private static String candidates(String table, String wanted, String direction) {
        return "SELECT * FROM (SELECT %1$s.sequence, %2$s %3$s ORDER BY %1$s.sequence %4$s LIMIT ?4)"
                .formatted(table, Sql.ENTRY, wanted.formatted(table), direction);
    }

    List<InboxEntry> openEntries(UserId user, long after, int limit, Instant now)
            throws SQLException {
        return openEntries.ask(rows -> Rows.entries(user, rows), now, user.value(), after, limit);
    }

    List<InboxEntry> entries(
            UserId user, Set<InboxStatus> statuses, long before, int limit, Instant now)
            throws SQLException {
        String names =
                statuses.stream().map(InboxStatus::name).collect(Collectors.joining(",", ",", ","));
        var question = statuses.stream().anyMatch(SEEN::contains) ? entries : unreadEntries;
        return question.ask(
                rows -> Rows.entries(user, rows), now, user.value(), before, limit, names);
    }

    Unread unread(UserId user, Instant now) throws SQLException {
        return unread.ask(
                rows -> {
                    rows.next();
                    return new Unread(rows.getLong(1), rows.getLong(2));
                },
                now,
                user.value());
    }
}
