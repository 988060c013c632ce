package io.fundwire.adapters.sqlite;

import io.fundwire.domain.channel.ChannelKind;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Removes the oldest messages of logs that have more than they may. For the writer's thread.
final class Losing {

    private final Prepared removeOldest;
    private final Prepared oldest;
    private final Prepared removeUpTo;
    private final Prepared setLost;
    private final Prepared setOldest;

    private record Removed(long offset, long bytes) {

        static Removed read(ResultSet row) throws SQLException {
            return new Removed(row.getLong(1), row.getLong(2));
        }
    }

    private record Old(long offset, long bytes, Instant publishedAt) {

        static Old read(ResultSet row) throws SQLException {
            return new Old(row.getLong(1), row.getLong(2), Instant.ofEpochMilli(row.getLong(3)));
        }
    }

    Losing(Connection connection) throws SQLException {
        removeOldest =
                Prepared.on(
                        connection,
                        """
                        DELETE FROM message WHERE channel = ?1 AND offset <= (
                            SELECT max(offset) FROM (
                                SELECT offset FROM message WHERE channel = ?1
                                ORDER BY offset LIMIT ?2))
                        RETURNING offset, size
                        """);
        oldest =
                Prepared.on(
                        connection,
                        """
                        SELECT offset, size, published_at FROM message WHERE channel = ?
                        ORDER BY offset LIMIT ?
                        """);
        removeUpTo =
                Prepared.on(connection, "DELETE FROM message WHERE channel = ? AND offset <= ?");
        setLost =
                Prepared.on(
                        connection,
                        """
                        UPDATE channel SET lost_up_to = ?2, messages = messages - ?3,
                            bytes = bytes - ?4
                        WHERE number = ?1
                        """);
        setOldest = Prepared.on(connection, "UPDATE channel SET oldest_at = ?2 WHERE number = ?1");
    }

    /// Removes what is too much, but never the newest message.
    ///
    /// @param messages how many the log has
    /// @param bytes how much it has
    void loseBeyond(ChannelKind.History bounds, long channel, long messages, long bytes)
            throws SQLException {
        long lost = 0;
        long lostBytes = 0;
        long lostUpTo = 0;
        for (long next = Math.max(messages - bounds.messages(), 0);
                next > 0 || (bytes - lostBytes > bounds.bytes() && messages - lost > 1);
                next = 0) {
            List<Removed> removed = removeOldest(channel, Math.max(next, 1));
            if (removed.isEmpty()) {
                break;
            }
            for (Removed one : removed) {
                lost++;
                lostBytes += one.bytes();
                lostUpTo = Math.max(lostUpTo, one.offset());
            }
        }
        if (lost > 0) {
            setLost.run(channel, lostUpTo, lost, lostBytes);
        }
    }

    private List<Removed> removeOldest(long channel, long number) throws SQLException {
        return removeOldest.ask(rows -> Rows.all(rows, Removed::read), channel, number);
    }

    /// Removes what was published before then.
    ///
    /// @return how many messages that were
    int loseBefore(Instant time, long channel, int limit) throws SQLException {
        List<Old> all = oldest.ask(rows -> Rows.all(rows, Old::read), channel, limit + 1);
        List<Old> old =
                all.stream()
                        .limit(limit)
                        .takeWhile(one -> one.publishedAt().isBefore(Rows.millis(time)))
                        .toList();
        if (!old.isEmpty()) {
            long lostUpTo = old.getLast().offset();
            removeUpTo.run(channel, lostUpTo);
            long bytes = old.stream().mapToLong(Old::bytes).sum();
            setLost.run(channel, lostUpTo, old.size(), bytes);
        }
        setOldest.run(channel, old.size() < all.size() ? all.get(old.size()).publishedAt() : null);
        return old.size();
    }
}
