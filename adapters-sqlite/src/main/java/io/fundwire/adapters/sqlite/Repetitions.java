package io.fundwire.adapters.sqlite;

import io.fundwire.application.notification.Appended;
import io.fundwire.domain.notification.Idempotency;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationId;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Remembers what publishers called what they published. For the writer's thread.
final class Repetitions {

    private final Prepared find;
    private final Prepared remember;

    private record Known(String fingerprint, NotificationId first, Instant at) {}

    Repetitions(Connection connection) throws SQLException {
        find =
                Prepared.on(
                        connection,
                        """
                        SELECT fingerprint, notification, created_at FROM idempotency
                        WHERE key = ? AND created_at > ?
                        """);
        remember =
                Prepared.on(connection, "INSERT OR REPLACE INTO idempotency VALUES (?, ?, ?, ?)");
    }

    /// Answers for what was published before under the same key; otherwise it is remembered.
    Optional<Appended> recognise(Idempotency idempotency, Notification notification)
            throws SQLException {
        Instant now = notification.createdAt();
        var known =
                find.ask(
                        rows ->
                                Rows.first(
                                        rows,
                                        row ->
                                                new Known(
                                                        row.getString(1),
                                                        new NotificationId(row.getString(2)),
                                                        Instant.ofEpochMilli(row.getLong(3)))),
                        idempotency.key(),
                        now.minus(Idempotency.REMEMBERED_FOR));
        if (known.isEmpty()) {
            remember.run(
                    idempotency.key(), idempotency.fingerprint(), notification.id().value(), now);
        }
        return known.map(before ->
                before.fingerprint().equals(idempotency.fingerprint())
                        ? new Appended.Repeated(before.first(), before.at())
                        : new Appended.KeyTaken());
    }
}
