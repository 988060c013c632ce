package io.fundwire.adapters.sqlite;

import io.fundwire.application.channel.Logged;
import io.fundwire.domain.channel.Author;
import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelMessage;
import io.fundwire.domain.channel.ChannelPublication;
import io.fundwire.domain.channel.Position;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Puts messages into the logs of channels. For the writer's thread.
final class Appending {

    private final UsedIds usedIds;
    private final Losing losing;
    private final Prepared supersede;
    private final Prepared advance;
    private final Prepared add;

    /// What a channel's log has after a message was counted.
    private record Advanced(long channel, Position head, long messages, long bytes) {

        static Advanced read(ResultSet row) throws SQLException {
            return new Advanced(
                    row.getLong(1),
                    new Position(row.getString(2), row.getLong(3)),
                    row.getLong(4),
                    row.getLong(5));
        }
    }

    Appending(Connection connection, Losing losing) throws SQLException {
        this.usedIds = new UsedIds(connection);
        this.losing = losing;
        supersede =
                Prepared.on(
                        connection,
                        """
                        DELETE FROM message
                        WHERE channel = (SELECT number FROM channel WHERE name = ?) AND key = ?
                        RETURNING size
                        """);
        advance =
                Prepared.on(
                        connection,
                        """
                        INSERT INTO channel (name, kind, epoch, head, lost_up_to, messages, bytes,
                            oldest_at, published_at)
                        SELECT ?1, ?2, %s, 1, 0, 1, ?3, ?5, ?5 FROM origin WHERE true
                        ON CONFLICT (name) DO UPDATE SET head = head + 1,
                            messages = messages + iif(?4 IS NULL, 1, 0),
                            bytes = bytes + ?3 - ifnull(?4, 0),
                            oldest_at = ifnull(oldest_at, excluded.oldest_at),
                            published_at = excluded.published_at
                        RETURNING number, epoch, head, messages, bytes
                        """
                                .formatted(Sql.NEXT_EPOCH));
        add = Prepared.on(connection, "INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    Logged append(ChannelKind kind, ChannelPublication publication) throws SQLException {
        if (publication.publishId().isEmpty()) {
            return new Logged.Kept(keep(kind, publication));
        }
        var id = publication.publishId().get();
        var known = usedIds.recognise(id);
        if (known.isPresent()) {
            return known.get();
        }
        var position = keep(kind, publication);
        usedIds.remember(id, position.offset(), publication.publishedAt());
        return new Logged.Kept(position);
    }

    private Position keep(ChannelKind kind, ChannelPublication publication) throws SQLException {
        int size = publication.at(0).size();
        var log = advance(publication, size, superseded(publication));
        add(log.channel(), publication.at(log.head().offset()), size);
        losing.loseBeyond(kind.history(), log.channel(), log.messages(), log.bytes());
        return log.head();
    }

    /// @return how large it was, if there was one
    private @Nullable Long superseded(ChannelPublication publication) throws SQLException {
        return publication.key() == null
                ? null
                : supersede
                        .ask(
                                rows -> Rows.first(rows, row -> row.getLong(1)),
                                publication.channel().value(),
                                publication.key())
                        .orElse(null);
    }

    private Advanced advance(ChannelPublication publication, int size, @Nullable Long superseded)
            throws SQLException {
        return advance.ask(
                rows -> {
                    rows.next();
                    return Advanced.read(rows);
                },
                publication.channel().value(),
                publication.channel().kind(),
                size,
                superseded,
                publication.publishedAt());
    }

    private void add(long channel, ChannelMessage message, int size) throws SQLException {
        Author from = message.from();
        add.run(
                channel,
                message.offset(),
                message.publishedAt(),
                size,
                message.key(),
                message.event(),
                from == null ? null : from.userId().value(),
                from == null ? null : from.clientId().value(),
                message.payload().json());
    }
}
