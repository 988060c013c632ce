package io.fundwire.adapters.sqlite;

import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.Idempotency;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Forgets what nobody needs any more, so many rows at a time: a broadcast may have a hundred
/// thousand entries, and goes once the last of them is gone. For the writer's thread.
final class Pruning {

    /// How many users are looked at each time, in turn.
    private static final int USERS = 500;

    private final Everyone everyone;
    private final Prepared removeKeys;
    private final Prepared findEnded;
    private final Prepared removeEntries;
    private final Prepared removeActions;
    private final Prepared removeNotification;
    private final Prepared lastOfNext;
    private final Prepared removeUsers;

    /// The last that was looked at, or 0 before the first.
    private long lastUser;

    Pruning(Connection connection, Everyone everyone) throws SQLException {
        this.everyone = everyone;
        removeKeys =
                Prepared.on(
                        connection,
                        """
                        DELETE FROM idempotency WHERE key IN (
                            SELECT key FROM idempotency WHERE created_at <= ? LIMIT ?)
                        """);
        findEnded =
                Prepared.on(
                        connection,
                        """
                        SELECT sequence FROM notification INDEXED BY ended
                        WHERE ended_at < ? ORDER BY ended_at LIMIT ?
                        """);
        removeEntries =
                Prepared.on(
                        connection,
                        """
                        DELETE FROM entry WHERE sequence = ?1 AND user IN (
                            SELECT user FROM entry WHERE sequence = ?1 LIMIT ?2)
                        """);
        removeActions = Prepared.on(connection, "DELETE FROM action WHERE sequence = ?");
        removeNotification = Prepared.on(connection, "DELETE FROM notification WHERE sequence = ?");
        lastOfNext =
                Prepared.on(
                        connection,
                        """
                        SELECT coalesce((
                            SELECT number FROM user WHERE number > ? ORDER BY number
                            LIMIT 1 OFFSET ?
                        ), 0)
                        """);
        removeUsers =
                Prepared.on(
                        connection,
                        """
                        DELETE FROM user AS u
                        WHERE number > ?1 AND number <= ?2
                            AND (left_at IS NOT NULL OR (coalesce(seen_at, 0) < ?3
                                AND NOT (id >= ?4 AND id < ?4 || char(0x10ffff))))
                            AND NOT EXISTS (SELECT 1 FROM entry WHERE user = u.number)
                            AND NOT EXISTS (
                                SELECT 1 FROM notification n INDEXED BY broadcast WHERE %s)
                        """
                                .formatted(Sql.IS_ONE_OF_EVERYONE));
    }

    /// Removes keys first, then notifications, then users.
    ///
    /// @return how many rows it removed
    int prune(Instant now, Instant endedBefore, int limit) throws SQLException {
        int removed = removeKeys.run(now.minus(Idempotency.REMEMBERED_FOR), limit);
        if (removed < limit) {
            removed += pruneNotifications(endedBefore, limit - removed);
        }
        return removed + (removed < limit ? pruneUsers(now) : 0);
    }

    private int pruneNotifications(Instant endedBefore, int limit) throws SQLException {
        int removed = 0;
        List<Long> ended =
                findEnded.ask(rows -> Rows.all(rows, row -> row.getLong(1)), endedBefore, limit);
        for (long sequence : ended) {
            if (removed < limit) {
                removed += removeEntries.run(sequence, limit - removed);
            }
            if (removed < limit) {
                removed += removeActions.run(sequence) + removeNotification.run(sequence);
            }
        }
        return removed;
    }

    /// Those who were not here for so long that they are none of everyone, with nothing in their
    /// inboxes. After the last it begins with the first again, though new ones come all the time;
    /// so does another process.
    private int pruneUsers(Instant now) throws SQLException {
        long last = lastOfNext.ask(Rows::number, lastUser, USERS - 1);
        int removed =
                removeUsers.run(
                        lastUser,
                        last == 0 ? Long.MAX_VALUE : last,
                        now.minus(Audience.Everyone.SEEN_WITHIN),
                        ClientId.PREFIX);
        lastUser = last;
        if (removed > 0) {
            everyone.forget();
        }
        return removed;
    }
}
