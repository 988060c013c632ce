package io.fundwire.application.notification;

import io.fundwire.application.store.Receipt;

import java.time.Instant;
import java.util.List;

/// Port: what has to be done about kept notifications as time passes, a little at a time so that
/// nobody waits for it. The changes are those of the [NotificationStore], with the same order of
/// receipts. Thread-safe.
public interface NotificationUpkeep {

    /// Ends notifications whose time is over.
    ///
    /// @param limit how many at most; fewer if they have many addressees
    /// @param receipt gets those that ended now; none if there are no more
    void expire(Instant now, int limit, Receipt<List<Ended>> receipt);

    /// Looks at notifications whose deadline has passed, and has it announced if nobody has
    /// acknowledged one.
    ///
    /// @param limit how many to look at, at most
    /// @param receipt gets how many it looked at
    void checkDeadlines(Instant now, int limit, Receipt<Integer> receipt);

    /// Ends the inboxes of anonymous users who have been gone for too long to come back.
    ///
    /// @param goneBefore who went later may come back
    /// @param limit how many at most
    /// @param receipt gets how many it ended
    void endAbsent(Instant now, Instant goneBefore, int limit, Receipt<Integer> receipt);

    /// Forgets what has ended and is not needed any more: notifications that all their addressees
    /// acknowledged, that expired or that were withdrawn, idempotency keys, and users that are not
    /// remembered for anything.
    ///
    /// @param endedBefore what ended later is kept
    /// @param limit how much to forget, at most
    /// @param receipt gets how much it forgot
    void prune(Instant now, Instant endedBefore, int limit, Receipt<Integer> receipt);
}
