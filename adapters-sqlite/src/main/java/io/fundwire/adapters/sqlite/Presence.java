package io.fundwire.adapters.sqlite;

import io.fundwire.application.notification.Arrival;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.Audience;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Records who is here, so that it is known who is one of everyone. For the writer's thread.
final class Presence {

    private final Tally tally;
    private final Everyone everyone;
    private final Prepared find;
    private final Prepared add;
    private final Prepared seeAgain;
    private final Prepared beginAnew;
    private final Prepared writeDown;

    private record Known(
            long number, @Nullable Instant seenAt, long since, @Nullable Instant leftAt) {

        static Known read(ResultSet row) throws SQLException {
            return new Known(
                    row.getLong(1), Rows.instant(row, 2), row.getLong(3), Rows.instant(row, 4));
        }
    }

    Presence(Connection connection, Tally tally, Everyone everyone) throws SQLException {
        this.tally = tally;
        this.everyone = everyone;
        find =
                Prepared.on(
                        connection,
                        "SELECT number, seen_at, since, left_at FROM user WHERE id = ?");
        add = Prepared.on(connection, "INSERT INTO user (id, seen_at, since) VALUES (?, ?, ?)");
        seeAgain = Prepared.on(connection, "UPDATE user SET seen_at = ? WHERE number = ?");
        beginAnew =
                Prepared.on(
                        connection,
                        """
                        UPDATE user SET seen_at = ?, since = ?, left_at = NULL, until = NULL
                        WHERE number = ?
                        """);
        writeDown =
                Prepared.on(
                        connection,
                        """
                        INSERT INTO entry (sequence, user)
                        SELECT n.sequence, u.number
                        FROM user u CROSS JOIN notification n INDEXED BY broadcast
                        WHERE u.number = ? AND %s
                        ON CONFLICT DO NOTHING
                        """
                                .formatted(Sql.IS_ONE_OF_EVERYONE));
    }

    Arrival arrive(UserId user, Instant now) throws SQLException {
        return new Arrival(see(user, now, find(user)));
    }

    /// An anonymous user is here from its arrival until it is gone, whatever is recorded later.
    void see(UserId user, Instant now) throws SQLException {
        var known = find(user);
        if (!user.isAnonymous() || (known.isPresent() && known.get().leftAt() == null)) {
            see(user, now, known);
        }
    }

    private Optional<Known> find(UserId user) throws SQLException {
        return find.ask(rows -> Rows.first(rows, Known::read), user.value());
    }

    /// Those who were away for long begin anew; what they were one of everyone for is written down,
    /// as nothing else tells it any more.
    ///
    /// @return since when the user is one of everyone
    private long see(UserId user, Instant now, Optional<Known> before) throws SQLException {
        if (before.isEmpty()) {
            add.run(user.value(), now, tally.sequence());
            everyone.seen(null, now);
            return tally.sequence();
        }
        var known = before.get();
        boolean isPresent = known.leftAt() == null;
        everyone.seen(isPresent ? known.seenAt() : null, now);
        if (isPresent && known.seenAt() != null && isLately(known.seenAt(), now)) {
            seeAgain.run(now, known.number());
            return known.since();
        }
        if (known.seenAt() != null) {
            writeDown.run(known.number());
        }
        beginAnew.run(now, tally.sequence(), known.number());
        return tally.sequence();
    }

    private static boolean isLately(Instant seenAt, Instant now) {
        return !seenAt.isBefore(now.minus(Audience.Everyone.SEEN_WITHIN));
    }
}
