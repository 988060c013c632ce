package io.fundwire.adapters.sqlite;

import io.fundwire.application.notification.Ended;
import io.fundwire.application.notification.Withdrawal;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.NotificationEvent;
import io.fundwire.domain.notification.NotificationId;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Ends notifications before or when their time is over. For the writer's thread.
final class Ending {

    private static final String LIVING =
            """
            SELECT sequence, id, everyone, unreached, expires_at, withdrawn_at, ended_at
            FROM notification\
            """;

    /// After how many addressees others have their turn.
    private static final int MAX_NAMED = 5000;

    private final Tally tally;
    private final Progress progress;
    private final Events events;
    private final Prepared find;
    private final Prepared findExpired;
    private final Prepared withdraw;
    private final Prepared expire;
    private final Prepared addressees;
    private final Prepared returned;

    private record Living(
            long sequence,
            NotificationId id,
            boolean toEveryone,
            long unreached,
            Instant expiresAt,
            @Nullable Instant withdrawnAt,
            @Nullable Instant endedAt) {

        static Living read(ResultSet row) throws SQLException {
            return new Living(
                    row.getLong(1),
                    new NotificationId(row.getString(2)),
                    row.getBoolean(3),
                    row.getLong(4),
                    Instant.ofEpochMilli(row.getLong(5)),
                    Rows.instant(row, 6),
                    Rows.instant(row, 7));
        }
    }

    Ending(Connection connection, Tally tally, Progress progress, Events events)
            throws SQLException {
        this.tally = tally;
        this.progress = progress;
        this.events = events;
        find = Prepared.on(connection, LIVING + " WHERE id = ?");
        findExpired =
                Prepared.on(
                        connection,
                        LIVING
                                + """
                                 INDEXED BY expiring
                                WHERE ended_at IS NULL AND expires_at <= ?
                                ORDER BY expires_at LIMIT ?
                                """);
        withdraw =
                Prepared.on(
                        connection,
                        """
                        UPDATE notification SET withdrawn_at = ?2, ended_at = ?2, deadline_at = NULL
                        WHERE sequence = ?1
                        """);
        expire =
                Prepared.on(
                        connection,
                        "UPDATE notification SET ended_at = expires_at WHERE sequence = ?");
        addressees =
                Prepared.on(
                        connection,
                        """
                        SELECT u.id FROM entry e JOIN user u ON u.number = e.user
                        WHERE e.sequence = ?
                        """);
        returned =
                Prepared.on(
                        connection,
                        """
                        SELECT u.id FROM entry e CROSS JOIN user u ON u.number = e.user
                        WHERE e.sequence = ? AND u.since >= e.sequence AND u.left_at IS NULL
                        """);
    }

    Withdrawal withdraw(NotificationId id, Instant now) throws SQLException {
        progress.write();
        var found = find.ask(rows -> Rows.first(rows, Living::read), id.value());
        if (found.isEmpty()) {
            return new Withdrawal.NotFound();
        }
        var living = found.get();
        if (living.withdrawnAt() != null || !now.isBefore(living.expiresAt())) {
            return new Withdrawal.WasOver();
        }
        withdraw.run(living.sequence(), now);
        Set<UserId> back =
                living.toEveryone() ? returned.ask(Rows::users, living.sequence()) : Set.of();
        return new Withdrawal.Done(ended(living, back));
    }

    List<Ended> expire(Instant now, int limit) throws SQLException {
        progress.write();
        List<Ended> ended = new ArrayList<>();
        long named = 0;
        for (Living living : findExpired.ask(rows -> Rows.all(rows, Living::read), now, limit)) {
            if (named >= MAX_NAMED) {
                break;
            }
            expire.run(living.sequence());
            var one = ended(living, Set.of());
            ended.add(one);
            named += one.audience() instanceof Audience.Users(var users) ? users.size() : 0;
            events.happened(new NotificationEvent.Expired(living.id(), living.expiresAt()), now);
        }
        ended.sort(Comparator.comparingLong(Ended::sequence));
        return ended;
    }

    /// What all addressees had read by then is not waited for any more.
    private Ended ended(Living living, Set<UserId> back) throws SQLException {
        tally.ended(living.endedAt() == null ? living.unreached() : 0);
        var audience =
                living.toEveryone()
                        ? new Audience.Everyone()
                        : new Audience.Users(addressees.ask(Rows::users, living.sequence()));
        return new Ended(living.id(), living.sequence(), audience, back);
    }
}
