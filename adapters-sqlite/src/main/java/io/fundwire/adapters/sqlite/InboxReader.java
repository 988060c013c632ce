package io.fundwire.adapters.sqlite;

import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.InboxEntry;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Answers questions on a connection of its own. For one thread at a time.
final class InboxReader implements AutoCloseable {

    private final Connection connection;
    private final Prepared openEntries;
    private final Prepared seenSince;

    /// Closes `connection` when it is closed.
    InboxReader(Connection connection) throws SQLException {
        this.connection = connection;
        openEntries =
                Prepared.on(
                        connection,
                        """
                        SELECT %s FROM (
                            SELECT o.* FROM inbox o INDEXED BY open_inbox
                            JOIN notification USING (sequence)
                            WHERE o.user = ? AND o.sequence > ? AND o.acknowledged_at IS NULL
                                AND expires_at > ?
                            ORDER BY o.sequence LIMIT ?
                        ) i
                        JOIN notification n ON n.sequence = i.sequence
                        LEFT JOIN action a ON a.sequence = i.sequence
                        ORDER BY i.sequence, a.position
                        """
                                .formatted(Rows.ENTRY));
        seenSince = Prepared.on(connection, "SELECT id FROM user WHERE seen_at >= ?");
    }

    List<InboxEntry> openEntries(UserId user, long after, int limit, Instant now)
            throws SQLException {
        return openEntries.ask(
                rows -> Rows.entries(user, rows), user.value(), after, now.toEpochMilli(), limit);
    }

    Set<UserId> seenSince(Instant since) throws SQLException {
        return seenSince.ask(Rows::users, since.toEpochMilli());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
