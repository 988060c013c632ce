package io.fundwire.adapters.sqlite;

import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelKinds;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Forgets what of channels is too old, so many rows at a time. For the writer's thread.
final class Trimming {

    /// How long a channel on which nobody publishes is remembered, when its last message is long
    /// gone. Longer than anybody comes back with a position: offsets would begin again then.
    private static final Duration REMEMBERED_IDLE = Duration.ofDays(400);

    private final Losing losing;
    private final Prepared removeIds;
    private final Prepared aging;
    private final Prepared forgetIdle;
    private final Prepared changeEpoch;

    Trimming(Connection connection, Losing losing) throws SQLException {
        this.losing = losing;
        removeIds =
                Prepared.on(
                        connection,
                        """
                        DELETE FROM publish_id WHERE (publisher, number) IN (
                            SELECT publisher, number FROM publish_id INDEXED BY publish_id_by_time
                            WHERE used_at < ? ORDER BY used_at LIMIT ?)
                        """);
        aging =
                Prepared.on(
                        connection,
                        """
                        SELECT number FROM channel INDEXED BY aging_channel
                        WHERE kind = ? AND oldest_at < ? ORDER BY oldest_at LIMIT ?
                        """);
        forgetIdle =
                Prepared.on(
                        connection,
                        """
                        DELETE FROM channel WHERE number IN (
                            SELECT number FROM channel INDEXED BY idle_channel
                            WHERE messages = 0 AND published_at < ? LIMIT ?)
                        """);
        changeEpoch = Prepared.on(connection, "UPDATE origin SET forgotten = forgotten + 1");
    }

    /// Removes publish ids first, then messages, then channels.
    ///
    /// @return how many rows it removed
    int trim(ChannelKinds kinds, Instant now, Instant idsBefore, int limit) throws SQLException {
        int removed = removeIds.run(idsBefore, limit);
        for (ChannelKind kind : kinds.all()) {
            removed += loseOld(kind, now, limit - removed);
        }
        return removed + forgetIdle(now, limit - removed);
    }

    private int loseOld(ChannelKind kind, Instant now, int limit) throws SQLException {
        Instant oldest = now.minus(kind.history().age());
        List<Long> channels =
                aging.ask(
                        rows -> Rows.all(rows, row -> row.getLong(1)), kind.name(), oldest, limit);
        int lost = 0;
        for (long channel : channels) {
            if (lost < limit) {
                lost += losing.loseBefore(oldest, channel, limit - lost);
            }
        }
        return lost;
    }

    /// A channel that comes back after this begins with the offset 1. A position of before must not
    /// be taken for one in the new log, so all logs that begin from now on have another epoch.
    private int forgetIdle(Instant now, int limit) throws SQLException {
        int forgotten = forgetIdle.run(now.minus(REMEMBERED_IDLE), limit);
        if (forgotten > 0) {
            changeEpoch.run();
        }
        return forgotten;
    }
}
