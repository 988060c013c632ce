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

/// Port: where notifications and inboxes are kept. Thread-safe; what a method returned from is kept
/// as well as the store keeps anything.
public interface NotificationStore {

    /// Puts a notification into the inboxes of `recipients`.
    ///
    /// @return its sequence: above that of every notification appended before
    long append(Notification notification, Set<UserId> recipients);

    /// What a user is still to be told, in the order of publishing.
    ///
    /// @param after only entries with a higher sequence
    /// @param limit how many at most
    List<InboxEntry> openEntries(UserId user, long after, int limit, Instant now);

    /// A user's entry was written to one of its sockets; nothing happens if there is no such entry.
    void recordDelivered(UserId user, NotificationId notification, Instant now);

    /// A user acknowledges an entry; decided by [InboxEntry#acknowledge].
    AckOutcome acknowledge(
            UserId user, NotificationId notification, Acknowledgement ack, Instant now);

    /// A named user is or was here.
    void recordSeen(UserId user, Instant now);

    /// The named users seen since then.
    Set<UserId> seenSince(Instant since);

    /// Forgets a user and its inbox.
    void removeInbox(UserId user);

    /// What became of everything so far.
    NotificationCounts counts();
}
