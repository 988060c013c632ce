package io.fundwire.adapters.sqlite;

import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.Audience;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;

/// Ends the inboxes of anonymous users. What they had not read stays as it is; only the counts of
/// it change, those of a broadcast in one statement for all. For the writer's thread.
final class Leaving {

    private final Tally tally;
    private final Progress progress;
    private final Everyone everyone;
    private final Prepared find;
    private final Prepared countUnreached;
    private final Prepared finish;
    private final Prepared stopWaiting;
    private final Prepared isNeeded;
    private final Prepared leave;
    private final Prepared remove;
    private final Prepared present;
    private final Prepared latest;

    private record Present(long number, long since, Instant seenAt) {

        static Present read(ResultSet row) throws SQLException {
            return new Present(
                    row.getLong(1), row.getLong(2), Instant.ofEpochMilli(row.getLong(3)));
        }
    }

    Leaving(Connection connection, Tally tally, Progress progress, Everyone everyone)
            throws SQLException {
        this.tally = tally;
        this.progress = progress;
        this.everyone = everyone;
        find =
                Prepared.on(
                        connection,
                        "SELECT number, since, seen_at FROM user WHERE id = ? AND left_at IS NULL");
        countUnreached =
                Prepared.on(
                        connection,
                        """
                        SELECT count(*)
                        FROM entry e INDEXED BY unread_entry CROSS JOIN notification n
                        WHERE e.user = ?1 AND e.read_at IS NULL AND e.dismissed_at IS NULL
                            AND e.first_written_at IS NULL AND e.acknowledged_at IS NULL
                            AND n.sequence = e.sequence AND n.ended_at IS NULL
                            AND (n.everyone = 0 OR n.sequence <= ?2)
                        """);
        finish =
                Prepared.on(
                        connection,
                        """
                        UPDATE notification SET unreached = unreached - e.waited,
                            unfinished = unfinished - 1,
                            ended_at = CASE WHEN unfinished = 1 THEN ?2 END
                        FROM (
                            SELECT sequence,
                                first_written_at IS NULL AND acknowledged_at IS NULL AS waited
                            FROM entry INDEXED BY unread_entry
                            WHERE user = ?1 AND read_at IS NULL AND dismissed_at IS NULL
                        ) e
                        WHERE notification.sequence = e.sequence AND ended_at IS NULL
                            AND (everyone = 0 OR (notification.sequence <= ?3 AND e.waited))
                        """);
        stopWaiting =
                Prepared.on(
                        connection,
                        """
                        UPDATE notification INDEXED BY live_broadcast SET unreached = unreached - 1
                        WHERE everyone = 1 AND ended_at IS NULL AND sequence > ?2
                            AND created_at <= ?3
                            AND NOT EXISTS (
                                SELECT 1 FROM entry e
                                WHERE e.sequence = notification.sequence AND e.user = ?1 AND (
                                    first_written_at IS NOT NULL OR acknowledged_at IS NOT NULL))
                        """);
        isNeeded =
                Prepared.on(
                        connection,
                        """
                        SELECT EXISTS (SELECT 1 FROM entry WHERE user = ?1)
                            OR EXISTS (
                                SELECT 1 FROM notification INDEXED BY broadcast
                                WHERE everyone = 1 AND sequence > ?2)
                        """);
        leave =
                Prepared.on(
                        connection, "UPDATE user SET left_at = ?2, until = ?3 WHERE number = ?1");
        remove = Prepared.on(connection, "DELETE FROM user WHERE number = ?");
        present =
                Prepared.on(
                        connection,
                        """
                        SELECT id FROM user
                        WHERE id >= ?1 AND id < ?1 || char(0x10ffff) AND left_at IS NULL
                        """);
        latest =
                Prepared.on(
                        connection,
                        """
                        SELECT max(coalesce((SELECT max(seen_at) FROM user), 0), coalesce((
                            SELECT created_at FROM notification ORDER BY sequence DESC LIMIT 1
                        ), 0))
                        """);
    }

    /// Nothing happens to a user who is not here.
    void leave(UserId user, Instant now) throws SQLException {
        var found = find.ask(rows -> Rows.first(rows, Present::read), user.value());
        if (found.isPresent()) {
            progress.write();
            leave(found.get(), now);
        }
    }

    private void leave(Present user, Instant now) throws SQLException {
        tally.settled(countUnreached.ask(Rows::number, user.number(), user.since()));
        finish.run(user.number(), now, user.since());
        var lastAddressed = user.seenAt().plus(Audience.Everyone.SEEN_WITHIN);
        tally.settled(stopWaiting.run(user.number(), user.since(), lastAddressed));
        everyone.left(user.seenAt());
        if (isNeeded.ask(Rows::number, user.number(), user.since()) > 0) {
            leave.run(user.number(), now, tally.sequence());
        } else {
            remove.run(user.number());
        }
    }

    /// Nobody is here: as when the process begins, and the one before did not end in order. They
    /// left at the latest time that the file knows of.
    void leaveAll() throws SQLException {
        Set<UserId> users = present.ask(Rows::users, ClientId.PREFIX);
        if (!users.isEmpty()) {
            var now = Instant.ofEpochMilli(latest.ask(Rows::number));
            for (UserId user : users) {
                leave(user, now);
            }
        }
    }
}
