package io.fundwire.adapters.sqlite;

import io.fundwire.domain.notification.Audience;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/// Counts whom a notification to everyone is addressed to. Asks the file once, and then only for
/// those whom it has not seen lately any more. For the writer's thread.
final class Everyone {

    private final Prepared count;

    /// How many were seen at [#from] or later; below zero while that is not known.
    private long known = -1;

    private Instant from = Instant.EPOCH;

    Everyone(Connection connection) throws SQLException {
        count =
                Prepared.on(
                        connection,
                        """
                        SELECT count(*) FROM user
                        WHERE until IS NULL AND seen_at >= ? AND seen_at < ?
                        """);
    }

    long count(Instant now) throws SQLException {
        var since = Rows.millis(now.minus(Audience.Everyone.SEEN_WITHIN));
        if (known < 0 || since.isBefore(from)) {
            known = between(since, Instant.ofEpochMilli(Long.MAX_VALUE));
        } else if (since.isAfter(from)) {
            known -= between(from, since);
        }
        from = since;
        return known;
    }

    private long between(Instant first, Instant end) throws SQLException {
        return count.ask(Rows::number, first, end);
    }

    /// A user is here now.
    ///
    /// @param before when it was seen last, if ever
    void seen(@Nullable Instant before, Instant now) {
        known += (counts(now) ? 1 : 0) - (counts(before) ? 1 : 0);
    }

    /// A user is gone.
    void left(@Nullable Instant before) {
        known -= counts(before) ? 1 : 0;
    }

    /// What was told is not so.
    void forget() {
        known = -1;
    }

    private boolean counts(@Nullable Instant at) {
        return known >= 0 && at != null && !Rows.millis(at).isBefore(from);
    }
}
