package io.fundwire.adapters.sqlite;

import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.Action;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.InboxState;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationId;
import io.fundwire.domain.notification.Payload;
import io.fundwire.domain.notification.Severity;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Makes values of the domain from rows.
final class Rows {

    /// What [#entries] reads: of a notification `n`, its inbox entry `i` and its actions `a`, of
    /// which there is a row each.
    static final String ENTRY =
            """
            n.sequence, n.id, n.title, n.body, n.severity, n.category, n.link, n.payload,
            n.created_at, n.expires_at, i.delivered_at, i.acknowledged_at, i.status, i.action_id,
            a.id, a.label, a.style
            """;

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

    static Set<UserId> users(ResultSet rows) throws SQLException {
        Set<UserId> users = new HashSet<>();
        while (rows.next()) {
            users.add(new UserId(rows.getString(1)));
        }
        return users;
    }

    /// Entries in one user's inbox, from rows ordered by sequence and position.
    static List<InboxEntry> entries(UserId user, ResultSet rows) throws SQLException {
        List<InboxEntry> entries = new ArrayList<>();
        boolean more = rows.next();
        while (more) {
            long sequence = rows.getLong(1);
            var state = state(rows);
            var actions = new ArrayList<Action>();
            var notification = notification(rows);
            do {
                if (rows.getString(15) != null) {
                    actions.add(
                            new Action(rows.getString(15), rows.getString(16), rows.getString(17)));
                }
                more = rows.next();
            } while (more && rows.getLong(1) == sequence);
            entries.add(new InboxEntry(user, notification.apply(actions), sequence, state));
        }
        return entries;
    }

    private static InboxState state(ResultSet rows) throws SQLException {
        Instant delivered = instant(rows, 11);
        Instant acknowledged = instant(rows, 12);
        if (acknowledged != null) {
            var status = AckStatus.valueOf(rows.getString(13));
            return new InboxState.Acknowledged(
                    new Acknowledgement(status, rows.getString(14)), acknowledged);
        }
        return delivered == null ? new InboxState.Pending() : new InboxState.Delivered(delivered);
    }

    private static @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
        long millis = rows.getLong(column);
        return rows.wasNull() ? null : Instant.ofEpochMilli(millis);
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
