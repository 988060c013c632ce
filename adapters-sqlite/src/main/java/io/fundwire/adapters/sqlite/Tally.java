package io.fundwire.adapters.sqlite;

import io.fundwire.domain.notification.NotificationCounts;

import java.sql.ResultSet;
import java.sql.SQLException;

/// Counts along while a transaction is under way. For one thread.
final class Tally {

    private Kept now;

    /// Goes on from there.
    Tally(Kept kept) {
        this.now = kept;
    }

    /// What a transaction leaves to the next one.
    ///
    /// @param sequence that of the last notification
    /// @param version rises with each change that somebody could see
    record Kept(
            long sequence,
            long version,
            long published,
            long delivered,
            long acknowledged,
            long pending) {

        static Kept read(ResultSet rows) throws SQLException {
            rows.next();
            return new Kept(
                    rows.getLong(1),
                    rows.getLong(2),
                    rows.getLong(3),
                    rows.getLong(4),
                    rows.getLong(5),
                    rows.getLong(6));
        }

        NotificationCounts counts() {
            return new NotificationCounts(published, delivered, acknowledged, pending);
        }
    }

    Kept kept() {
        return now;
    }

    /// Goes back to that.
    void set(Kept kept) {
        now = kept;
    }

    long sequence() {
        return now.sequence;
    }

    long version() {
        return now.version;
    }

    /// The next notification went to so many addressees.
    void published(long addressed) {
        now =
                new Kept(
                        now.sequence + 1,
                        now.version + 1,
                        now.published + 1,
                        now.delivered,
                        now.acknowledged,
                        now.pending + addressed);
    }

    /// A notification was written to one of its addressees for the first time.
    void delivered() {
        now =
                new Kept(
                        now.sequence,
                        now.version,
                        now.published,
                        now.delivered + 1,
                        now.acknowledged,
                        now.pending);
    }

    /// An acknowledgement said something new.
    void acknowledged(boolean isFirst) {
        now =
                new Kept(
                        now.sequence,
                        now.version + 1,
                        now.published,
                        now.delivered,
                        now.acknowledged + (isFirst ? 1 : 0),
                        now.pending);
    }

    /// A notification ended that so many addressees do not have.
    void ended(long unreached) {
        now =
                new Kept(
                        now.sequence,
                        now.version + 1,
                        now.published,
                        now.delivered,
                        now.acknowledged,
                        now.pending - unreached);
    }

    /// So many addressees are no longer waited for: they were reached, or it is over.
    void settled(long pending) {
        now =
                new Kept(
                        now.sequence,
                        now.version,
                        now.published,
                        now.delivered,
                        now.acknowledged,
                        now.pending - pending);
    }
}
