package io.fundwire.adapters.sqlite;

import io.fundwire.application.channel.Logged;
import io.fundwire.domain.channel.PublishId;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Remembers what publishers called their messages, of each the last ones. For the writer's thread.
final class UsedIds {

    private final Prepared find;
    private final Prepared add;
    private final Prepared forget;

    private record Use(String fingerprint, long offset) {}

    UsedIds(Connection connection) throws SQLException {
        find =
                Prepared.on(
                        connection,
                        "SELECT fingerprint, offset FROM publish_id WHERE publisher = ? AND id ="
                                + " ?");
        add =
                Prepared.on(
                        connection,
                        """
                        INSERT INTO publish_id
                        SELECT ?1, ifnull(max(number), 0) + 1, ?2, ?3, ?4, ?5
                        FROM publish_id WHERE publisher = ?1
                        RETURNING number
                        """);
        forget =
                Prepared.on(
                        connection, "DELETE FROM publish_id WHERE publisher = ? AND number <= ?");
    }

    /// What is to be answered if this id was used before.
    Optional<Logged> recognise(PublishId id) throws SQLException {
        var use =
                find.ask(
                        rows -> Rows.first(rows, row -> new Use(row.getString(1), row.getLong(2))),
                        id.publisher(),
                        id.id());
        return use.map(known ->
                known.fingerprint().equals(id.fingerprint())
                        ? new Logged.Repeated(known.offset())
                        : new Logged.IdTaken());
    }

    void remember(PublishId id, long offset, Instant now) throws SQLException {
        long number = add.ask(Rows::number, id.publisher(), id.id(), id.fingerprint(), offset, now);
        if (number > PublishId.REMEMBERED) {
            forget.run(id.publisher(), number - PublishId.REMEMBERED);
        }
    }
}
