package io.fundwire.application.notification;

import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.AckOutcome;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationCounts;
import io.fundwire.domain.notification.NotificationId;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Port: where notifications and inboxes are kept. Thread-safe.
///
/// A change that must not be lost is queued, and its [Receipt] says when it is kept for good.
/// Receipts come in the order of the changes, one after the other and on any thread, so that what
/// follows from changes happens in their order. Questions are answered at once, which may take as
/// long as a disk does, and see every change whose receipt has come.
public interface NotificationStore {

    /// Puts a notification into the inboxes of `recipients`.
    ///
    /// @param receipt gets its sequence: above that of every notification appended before
    void append(Notification notification, Set<UserId> recipients, Receipt<Long> receipt);

    /// What a user is still to be told, in the order of publishing.
    ///
    /// @param after only entries with a higher sequence
    /// @param limit how many at most
    List<InboxEntry> openEntries(UserId user, long after, int limit, Instant now);

    /// A user's entry was written to one of its sockets; nothing happens if there is no such entry.
    /// A record and no promise: it is kept soon.
    void recordDelivered(UserId user, NotificationId notification, Instant now);

    /// A user acknowledges an entry; decided by [InboxEntry#acknowledge].
    void acknowledge(
            UserId user,
            NotificationId notification,
            Acknowledgement ack,
            Instant now,
            Receipt<AckOutcome> receipt);

    /// A named user is or was here. A record, kept soon.
    void recordSeen(UserId user, Instant now);

    /// The named users seen since then.
    Set<UserId> seenSince(Instant since);

    /// Forgets a user and its inbox.
    void removeInbox(UserId user);

    /// What became of everything so far.
    NotificationCounts counts();
}
