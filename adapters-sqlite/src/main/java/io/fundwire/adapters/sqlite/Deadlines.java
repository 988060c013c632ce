package io.fundwire.adapters.sqlite;

import io.fundwire.domain.notification.NotificationEvent;
import io.fundwire.domain.notification.NotificationId;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Looks whether somebody acknowledged in time. For the writer's thread.
final class Deadlines {

    private final Events events;
    private final Prepared findPassed;
    private final Prepared lookNoMore;

    private record Watched(long sequence, NotificationId id, Instant deadline, boolean isMissed) {

        static Watched read(ResultSet row) throws SQLException {
            return new Watched(
                    row.getLong(1),
                    new NotificationId(row.getString(2)),
                    Instant.ofEpochMilli(row.getLong(3)),
                    row.getBoolean(4));
        }
    }

    Deadlines(Connection connection, Events events) throws SQLException {
        this.events = events;
        findPassed =
                Prepared.on(
                        connection,
                        """
                        SELECT sequence, id, deadline_at, withdrawn_at IS NULL AND NOT EXISTS (
                            SELECT 1 FROM entry e
                            WHERE e.sequence = n.sequence AND acknowledged_at IS NOT NULL)
                        FROM notification n INDEXED BY watched
                        WHERE deadline_at <= ? ORDER BY deadline_at LIMIT ?
                        """);
        lookNoMore =
                Prepared.on(
                        connection,
                        "UPDATE notification SET deadline_at = NULL WHERE sequence = ?");
    }

    /// Looks at those whose time has come, and no more often than once. While nobody is to be told
    /// they stay watched, for a process that tells somebody.
    ///
    /// @return how many it looked at
    int check(Instant now, int limit) throws SQLException {
        if (!events.tells(NotificationEvent.Kind.UNACKNOWLEDGED)) {
            return 0;
        }
        List<Watched> passed = findPassed.ask(rows -> Rows.all(rows, Watched::read), now, limit);
        for (Watched watched : passed) {
            if (watched.isMissed()) {
                events.happened(
                        new NotificationEvent.Unacknowledged(watched.id(), watched.deadline()),
                        now);
            }
            lookNoMore.run(watched.sequence());
        }
        return passed.size();
    }
}
