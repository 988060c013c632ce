package io.fundwire.adapters.sqlite;

import io.fundwire.domain.client.UserId;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Records what was sent to clients. For the writer's thread.
final class Delivering {

    private final Tally tally;
    private final Progress progress;
    private final Prepared record;

    /// Whether an entry was written for the first time, and whether nobody waited for that any
    /// more, since its user had it or was gone.
    private record Written(boolean isFirst, boolean isLate) {

        static Written read(ResultSet row) throws SQLException {
            return new Written(row.getBoolean(1), row.getBoolean(2));
        }
    }

    Delivering(Connection connection, Tally tally, Progress progress) throws SQLException {
        this.tally = tally;
        this.progress = progress;
        record =
                Prepared.on(
                        connection,
                        """
                        INSERT INTO entry (sequence, user, first_queued_at, first_written_at)
                        SELECT n.sequence, u.number, ?3, ?4
                        FROM user u CROSS JOIN notification n
                        WHERE u.id = ?2 AND n.sequence = ?1 AND (%s OR EXISTS (
                            SELECT 1 FROM entry e
                            WHERE e.sequence = n.sequence AND e.user = u.number))
                        ON CONFLICT DO UPDATE SET
                            first_queued_at = coalesce(first_queued_at, excluded.first_queued_at),
                            last_queued_at =
                                iif(first_queued_at IS NULL, NULL, excluded.first_queued_at),
                            first_written_at =
                                coalesce(first_written_at, excluded.first_written_at),
                            last_written_at = iif(first_written_at IS NULL, NULL,
                                coalesce(excluded.first_written_at, last_written_at))
                        RETURNING last_written_at IS NULL, acknowledged_at IS NOT NULL
                            OR (SELECT left_at FROM user WHERE number = entry.user) IS NOT NULL
                        """
                                .formatted(Sql.IS_ONE_OF_EVERYONE));
    }

    void deliver(UserId user, long sequence, Instant queuedAt, Optional<Instant> writtenAt)
            throws SQLException {
        var written =
                record.ask(
                        rows -> Rows.first(rows, Written::read),
                        sequence,
                        user.value(),
                        queuedAt,
                        writtenAt.orElse(null));
        if (writtenAt.isPresent() && written.isPresent() && written.get().isFirst()) {
            tally.delivered();
            progress.moved(sequence, !written.get().isLate(), false, writtenAt.get());
        }
    }
}
