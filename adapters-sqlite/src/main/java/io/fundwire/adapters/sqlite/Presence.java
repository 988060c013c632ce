package io.fundwire.adapters.sqlite;

import io.fundwire.application.notification.Arrival;
import io.fundwire.domain.client.ClientId;
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
    private final Prepared missed;
    private final Prepared goOn;
    private final Prepared beginAnew;
    private final Prepared writeDown;
    private final Prepared go;
    private final Prepared goAll;
    private final Prepared latest;

    /// @param isHere whether the user is one of everyone, if it was seen lately
    private record Known(
            long number, @Nullable Instant seenAt, long since, boolean isHere, long until) {

        static Known read(ResultSet row) throws SQLException {
            return new Known(
                    row.getLong(1),
                    Rows.instant(row, 2),
                    row.getLong(3),
                    row.getBoolean(4),
                    row.getLong(5));
        }

        boolean wasSeenLately(Instant now) {
            return seenAt != null && !seenAt.isBefore(now.minus(Audience.Everyone.SEEN_WITHIN));
        }
    }

    Presence(Connection connection, Tally tally, Everyone everyone) throws SQLException {
        this.tally = tally;
        this.everyone = everyone;
        find =
                Prepared.on(
                        connection,
                        """
                        SELECT number, seen_at, since, until IS NULL, until FROM user WHERE id = ?
                        """);
        add = Prepared.on(connection, "INSERT INTO user (id, seen_at, since) VALUES (?, ?, ?)");
        seeAgain = Prepared.on(connection, "UPDATE user SET seen_at = ? WHERE number = ?");
        missed =
                Prepared.on(
                        connection,
                        """
                        SELECT EXISTS (
                            SELECT 1 FROM notification INDEXED BY broadcast
                            WHERE everyone = 1 AND sequence > ?)
                        """);
        goOn =
                Prepared.on(
                        connection,
                        """
                        UPDATE user SET seen_at = ?, until = NULL, gone_at = NULL WHERE number = ?
                        """);
        beginAnew =
                Prepared.on(
                        connection,
                        """
                        UPDATE user SET seen_at = ?, since = ?, left_at = NULL, until = NULL,
                            gone_at = NULL
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
        go =
                Prepared.on(
                        connection,
                        """
                        UPDATE user SET until = ?, gone_at = ? WHERE id = ? AND until IS NULL
                        RETURNING seen_at
                        """);
        goAll =
                Prepared.on(
                        connection,
                        """
                        UPDATE user SET until = ?1, gone_at = ?2
                        WHERE id >= ?3 AND id < ?3 || char(0x10ffff) AND until IS NULL
                        """);
        latest =
                Prepared.on(
                        connection,
                        """
                        SELECT max(coalesce((SELECT max(seen_at) FROM user), 0),
                            coalesce((SELECT max(gone_at) FROM user WHERE gone_at IS NOT NULL), 0),
                            coalesce((
                                SELECT created_at FROM notification ORDER BY sequence DESC LIMIT 1
                            ), 0))
                        """);
    }

    Arrival arrive(UserId user, Instant now) throws SQLException {
        return new Arrival(see(user, now, find(user)));
    }

    /// An anonymous user is here from its arrival until it is gone, whatever is recorded later.
    void see(UserId user, Instant now) throws SQLException {
        var known = find(user);
        if (!user.isAnonymous() || (known.isPresent() && known.get().isHere())) {
            see(user, now, known);
        }
    }

    private Optional<Known> find(UserId user) throws SQLException {
        return find.ask(rows -> Rows.first(rows, Known::read), user.value());
    }

    /// Those who were away for long begin anew, and those who are anonymous if they missed
    /// something meanwhile; what they were one of everyone for is written down, as nothing else
    /// tells it any more.
    ///
    /// @return since when the user is one of everyone
    private long see(UserId user, Instant now, Optional<Known> before) throws SQLException {
        if (before.isEmpty()) {
            add.run(user.value(), now, tally.sequence());
            everyone.seen(null, now);
            return tally.sequence();
        }
        var known = before.get();
        everyone.seen(known.isHere() ? known.seenAt() : null, now);
        if (known.wasSeenLately(now) && known.isHere()) {
            seeAgain.run(now, known.number());
            return known.since();
        }
        if (known.wasSeenLately(now) && missed.ask(Rows::number, known.until()) == 0) {
            goOn.run(now, known.number());
            return known.since();
        }
        if (known.seenAt() != null) {
            writeDown.run(known.number());
        }
        beginAnew.run(now, tally.sequence(), known.number());
        return tally.sequence();
    }

    /// An anonymous user is not one of everyone until it comes back; nothing happens if it is not
    /// here.
    void go(UserId user, Instant now) throws SQLException {
        var seen =
                go.ask(
                        rows -> Rows.first(rows, row -> Optional.ofNullable(Rows.instant(row, 1))),
                        tally.sequence(),
                        now,
                        user.value());
        seen.ifPresent(at -> everyone.left(at.orElse(null)));
    }

    /// Nobody is here: as when the process begins, and the one before did not end in order. They
    /// went at the latest time that the file knows of.
    void goAll() throws SQLException {
        var now = Instant.ofEpochMilli(latest.ask(Rows::number));
        goAll.run(tally.sequence(), now, ClientId.PREFIX);
        everyone.forget();
    }
}
