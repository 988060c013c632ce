package io.fundwire.adapters.sqlite;

import io.fundwire.domain.client.UserId;
import io.fundwire.domain.message.Payload;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.Action;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.InboxState;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationId;
import io.fundwire.domain.notification.Severity;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Makes values of the domain from rows.
final class Rows {

    /// What [#notifications] reads first: of a notification `n` and its actions `a`, of which there
    /// is a row each.
    static final String NOTIFICATION =
            """
            n.sequence, n.id, n.title, n.body, n.severity, n.category, n.link, n.payload,
            n.created_at, n.expires_at, a.id, a.label, a.style\
            """;

    /// The first column behind those.
    static final int MORE = 14;

    private Rows() {}

    /// The number that is the whole answer.
    static long number(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getLong(1);
    }

    /// The text that is the whole answer.
    static String text(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getString(1);
    }

    /// What the first row says, if there is one.
    static <T> Optional<T> first(ResultSet rows, Prepared.Reading<T> reading) throws SQLException {
        return rows.next() ? Optional.of(reading.read(rows)) : Optional.empty();
    }

    /// What each row says.
    static <T> List<T> all(ResultSet rows, Prepared.Reading<T> reading) throws SQLException {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
            all.add(reading.read(rows));
        }
        return all;
    }

    static Set<UserId> users(ResultSet rows) throws SQLException {
        return new HashSet<>(all(rows, row -> new UserId(row.getString(1))));
    }

    static @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
        long millis = rows.getLong(column);
        return rows.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    /// A time as it will be read again.
    static Instant millis(Instant at) {
        return Instant.ofEpochMilli(at.toEpochMilli());
    }

    /// Entries in one user's inbox, from rows with [#NOTIFICATION], the time of its withdrawal and
    /// [Sql#ENTRY], those of one notification one after the other by the position of its actions.
    static List<InboxEntry> entries(UserId user, ResultSet rows) throws SQLException {
        return notifications(
                rows,
                row -> {
                    long sequence = row.getLong(1);
                    Instant withdrawnAt = instant(row, MORE);
                    var progress = progress(row);
                    return notification ->
                            new InboxEntry(user, notification, sequence, progress, withdrawnAt);
                });
    }

    private static InboxState progress(ResultSet row) throws SQLException {
        Instant acknowledged = instant(row, MORE + 5);
        if (acknowledged != null) {
            var ack = new Acknowledgement(ackStatus(row), row.getString(MORE + 6));
            return new InboxState.Acknowledged(ack, acknowledged);
        }
        Instant written = instant(row, MORE + 1);
        return written == null ? new InboxState.Pending() : new InboxState.Delivered(written);
    }

    private static AckStatus ackStatus(ResultSet row) throws SQLException {
        if (instant(row, MORE + 4) != null) {
            return AckStatus.DISMISSED;
        }
        return instant(row, MORE + 3) != null ? AckStatus.READ : AckStatus.RECEIVED;
    }

    /// @param more reads what else stands in the rows of a notification, and puts both together
    static <T> List<T> notifications(
            ResultSet rows, Prepared.Reading<Function<Notification, T>> more) throws SQLException {
        List<T> all = new ArrayList<>();
        boolean goesOn = rows.next();
        while (goesOn) {
            long sequence = rows.getLong(1);
            var whole = more.read(rows);
            var notification = notification(rows);
            var actions = new ArrayList<Action>();
            do {
                if (rows.getString(11) != null) {
                    actions.add(
                            new Action(rows.getString(11), rows.getString(12), rows.getString(13)));
                }
                goesOn = rows.next();
            } while (goesOn && rows.getLong(1) == sequence);
            all.add(whole.apply(notification.apply(actions)));
        }
        return all;
    }

    /// A notification but for its actions, which stand in the rows that follow.
    private static Function<List<Action>, Notification> notification(ResultSet rows)
            throws SQLException {
        var id = new NotificationId(rows.getString(2));
        String title = rows.getString(3);
        String body = rows.getString(4);
        var severity = Severity.valueOf(rows.getString(5));
        String category = rows.getString(6);
        String link = rows.getString(7);
        String json = rows.getString(8);
        var payload = json == null ? null : new Payload(json);
        var created = Instant.ofEpochMilli(rows.getLong(9));
        var expires = Instant.ofEpochMilli(rows.getLong(10));
        return actions ->
                new Notification(
                        id, title, body, severity, category, link, actions, payload, created,
                        expires);
    }
}
