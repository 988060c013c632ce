package io.fundwire.adapters.sqlite;

import io.fundwire.domain.channel.Author;
import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelMessage;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.LogOpening;
import io.fundwire.domain.channel.LogPage;
import io.fundwire.domain.channel.LogState;
import io.fundwire.domain.channel.Position;
import io.fundwire.domain.channel.ReplayRange;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.message.Payload;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Answers what is in the logs of channels. For one thread at a time.
final class LogReader {

    private static final String MESSAGE =
            "SELECT offset, published_at, key, event, user, client, payload FROM message ";

    /// Those with a key alone, found without a look at the others.
    private static final String KEYED =
            """
            INDEXED BY keyed_message
            WHERE channel = ?1 AND key IS NOT NULL AND offset > ?2 AND offset <= ?3\
            """;

    private static final String AFTER = "WHERE channel = ?1 AND offset > ?2";

    private final Connection connection;
    private final Prepared find;
    private final Prepared newest;
    private final Prepared countKeyed;
    private final Prepared countAfter;
    private final Prepared keyed;
    private final Prepared after;
    private final Prepared before;

    /// @param channel its number; none has 0
    private record Log(long channel, LogState state, long messages) {

        static Log read(ResultSet row) throws SQLException {
            return new Log(
                    row.getLong(1),
                    new LogState(row.getString(2), row.getLong(3), row.getLong(4)),
                    row.getLong(5));
        }

        /// Whether no message was superseded, so that offsets tell how many there are.
        boolean isWhole() {
            return messages == state.head() - state.lostUpTo();
        }
    }

    LogReader(Connection connection) throws SQLException {
        this.connection = connection;
        find =
                Prepared.on(
                        connection,
                        """
                        SELECT ifnull(number, 0), ifnull(c.epoch, %s), ifnull(lost_up_to, 0),
                            ifnull(head, 0), ifnull(messages, 0)
                        FROM origin LEFT JOIN channel c ON name = ?
                        """
                                .formatted(Sql.NEXT_EPOCH));
        newest =
                Prepared.on(
                        connection,
                        """
                        SELECT min(offset) FROM (
                            SELECT offset FROM message WHERE channel = ?
                            ORDER BY offset DESC LIMIT ?)
                        """);
        countKeyed = Prepared.on(connection, "SELECT count(*) FROM message " + KEYED);
        countAfter = Prepared.on(connection, "SELECT count(*) FROM message " + AFTER);
        keyed = Prepared.on(connection, MESSAGE + KEYED + " ORDER BY offset LIMIT ?4");
        after = Prepared.on(connection, MESSAGE + AFTER + " ORDER BY offset LIMIT ?3");
        before =
                Prepared.on(
                        connection,
                        MESSAGE
                                + """
                                WHERE channel = (SELECT number FROM channel WHERE name = ?)
                                    AND offset < ? ORDER BY offset DESC LIMIT ?
                                """);
    }

    LogOpening open(ChannelKind kind, ChannelName channel, Optional<Position> position, int history)
            throws SQLException {
        return inOneView(() -> {
            var log = find(channel);
            var reached = position.filter(log.state()::reaches);
            var range =
                    reached.isPresent()
                            ? ReplayRange.after(reached.get().offset())
                            : newest(kind, log, history);
            return new LogOpening(log.state(), reached.isPresent(), range, count(log, range));
        });
    }

    private ReplayRange newest(ChannelKind kind, Log log, int history) throws SQLException {
        long begin = history == 0 ? log.state().head() : beginOfNewest(log, history);
        return switch (kind.keys()) {
            case CONFLATE -> new ReplayRange(log.state().lostUpTo(), begin);
            case NONE -> ReplayRange.after(begin);
        };
    }

    /// After which offset the newest so many messages begin.
    private long beginOfNewest(Log log, int number) throws SQLException {
        return log.messages() == 0
                ? log.state().head()
                : newest.ask(Rows::number, log.channel(), number) - 1;
    }

    private long count(Log log, ReplayRange range) throws SQLException {
        if (log.isWhole() && range.keyedAfter() == range.unkeyedAfter()) {
            return log.state().head() - Math.max(range.keyedAfter(), log.state().lostUpTo());
        }
        long keyed =
                countKeyed.ask(
                        Rows::number, log.channel(), range.keyedAfter(), range.unkeyedAfter());
        return keyed + countAfter.ask(Rows::number, log.channel(), range.unkeyedAfter());
    }

    LogPage read(ChannelName channel, ReplayRange range, int limit) throws SQLException {
        return inOneView(() -> {
            var log = find(channel);
            List<ChannelMessage> found = new ArrayList<>();
            if (range.keyedAfter() < range.unkeyedAfter()) {
                found.addAll(
                        keyed.ask(
                                rows -> messages(channel, rows),
                                log.channel(),
                                range.keyedAfter(),
                                range.unkeyedAfter(),
                                limit));
            }
            if (found.size() < limit) {
                found.addAll(
                        after.ask(
                                rows -> messages(channel, rows),
                                log.channel(),
                                range.unkeyedAfter(),
                                limit - found.size()));
            }
            return new LogPage(log.state(), found, found.size() < limit);
        });
    }

    List<ChannelMessage> before(ChannelName channel, long before, int limit) throws SQLException {
        return this.before.ask(rows -> messages(channel, rows), channel.value(), before, limit);
    }

    private Log find(ChannelName channel) throws SQLException {
        return find.ask(
                rows -> {
                    rows.next();
                    return Log.read(rows);
                },
                channel.value());
    }

    private static List<ChannelMessage> messages(ChannelName channel, ResultSet rows)
            throws SQLException {
        return Rows.all(rows, row -> message(channel, row));
    }

    private static ChannelMessage message(ChannelName channel, ResultSet row) throws SQLException {
        String user = row.getString(5);
        return new ChannelMessage(
                channel,
                row.getString(4),
                new Payload(row.getString(7)),
                row.getString(3),
                row.getLong(1),
                user == null ? null : new Author(new UserId(user), new ClientId(row.getString(6))),
                Instant.ofEpochMilli(row.getLong(2)));
    }

    @FunctionalInterface
    private interface Question<T> {
        T put() throws SQLException;
    }

    /// What is committed meanwhile is not seen. A connection whose question fails is closed.
    private <T> T inOneView(Question<T> question) throws SQLException {
        execute("SAVEPOINT view");
        T answer = question.put();
        execute("RELEASE view");
        return answer;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
