package io.fundwire.adapters.sqlite;

import io.fundwire.domain.notification.InboxState;
import io.fundwire.domain.notification.NotificationCounts;

import java.sql.ResultSet;
import java.sql.SQLException;

/// Counts along while a transaction is under way. For one thread.
final class Tally {

    private long published;
    private long delivered;
    private long acknowledged;
    private long pending;

    static NotificationCounts read(ResultSet rows) throws SQLException {
        rows.next();
        return new NotificationCounts(
                rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4));
    }

    NotificationCounts counts() {
        return new NotificationCounts(published, delivered, acknowledged, pending);
    }

    /// Goes on from there.
    void set(NotificationCounts counts) {
        published = counts.published();
        delivered = counts.delivered();
        acknowledged = counts.acknowledged();
        pending = counts.pending();
    }

    void published(int entries) {
        published++;
        pending += entries;
    }

    void moved(InboxState before, InboxState after) {
        if (before.getClass().equals(after.getClass())) {
            return;
        }
        if (before instanceof InboxState.Pending) {
            pending--;
        }
        switch (after) {
            case InboxState.Pending() -> pending++;
            case InboxState.Delivered(var at) -> delivered++;
            case InboxState.Acknowledged(var ack, var at) -> acknowledged++;
        }
    }

    /// Deliveries and acknowledgements stay counted when their entries go: they did happen.
    void removed(long pendingEntries) {
        pending -= pendingEntries;
    }
}
