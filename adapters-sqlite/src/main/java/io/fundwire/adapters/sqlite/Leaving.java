package io.fundwire.adapters.sqlite;

import io.fundwire.domain.notification.Audience;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Ends the inboxes of anonymous users who do not come back. What they had not read stays as it is;
/// only the counts of it change, those of a broadcast in one statement for all. For the writer's
/// thread.
final class Leaving {

    private final Tally tally;
    private final Progress progress;
    private final Prepared absent;
    private final Prepared countUnreached;
    private final Prepared finish;
    private final Prepared stopWaiting;
    private final Prepared isNeeded;
    private final Prepared leave;
    private final Prepared remove;

    private record Absent(long number, long since, long until, Instant seenAt) {

        static Absent read(ResultSet row) throws SQLException {
            return new Absent(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    Instant.ofEpochMilli(row.getLong(4)));
        }
    }

    Leaving(Connection connection, Tally tally, Progress progress) throws SQLException {
        this.tally = tally;
        this.progress = progress;
        absent =
                Prepared.on(
                        connection,
                        """
                        SELECT number, since, until, seen_at FROM user INDEXED BY absent_user
                        WHERE gone_at < ? ORDER BY gone_at LIMIT ?
                        """);
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
                            AND sequence <= ?3 AND created_at <= ?4
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
                                WHERE everyone = 1 AND sequence > ?2 AND sequence <= ?3)
                        """);
        leave =
                Prepared.on(
                        connection,
                        "UPDATE user SET left_at = ?2, gone_at = NULL WHERE number = ?1");
        remove = Prepared.on(connection, "DELETE FROM user WHERE number = ?");
    }

    /// Those leave who went before then.
    ///
    /// @return how many
    int leave(Instant now, Instant goneBefore, int limit) throws SQLException {
        List<Absent> users = absent.ask(rows -> Rows.all(rows, Absent::read), goneBefore, limit);
        if (!users.isEmpty()) {
            progress.write();
        }
        for (Absent user : users) {
            leave(user, now);
        }
        return users.size();
    }

    private void leave(Absent user, Instant now) throws SQLException {
        tally.settled(countUnreached.ask(Rows::number, user.number(), user.since()));
        finish.run(user.number(), now, user.since());
        var lastAddressed = user.seenAt().plus(Audience.Everyone.SEEN_WITHIN);
        tally.settled(stopWaiting.run(user.number(), user.since(), user.until(), lastAddressed));
        if (isNeeded.ask(Rows::number, user.number(), user.since(), user.until()) > 0) {
            leave.run(user.number(), now);
        } else {
            remove.run(user.number());
        }
    }
}
