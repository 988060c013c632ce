package io.fundwire.application.notification;

import io.fundwire.application.store.Receipt;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.AckOutcome;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.InboxStatus;
import io.fundwire.domain.notification.NotificationCounts;
import io.fundwire.domain.notification.NotificationId;
import io.fundwire.domain.notification.Publication;
import io.fundwire.domain.notification.Unread;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Port: where notifications and inboxes are kept. Thread-safe.
///
/// A change that must not be lost is queued, and its [Receipt] says when it is kept for good.
/// Receipts come in the order of the changes, one after the other and on any thread, so that what
/// follows from changes happens in their order. A record is queued among the changes, is kept soon,
/// and nobody is told. Questions are answered at once, which may take as long as a disk does, and
/// see every change whose receipt has come.
public interface NotificationStore {

    /// Puts a notification into the inboxes of its audience as it is now, unless it is a
    /// repetition.
    void append(Publication publication, Receipt<Appended> receipt);

    /// A user acknowledges entries, all alike and in one change; decided for each by
    /// [InboxEntry#acknowledge].
    ///
    /// @param receipt gets an outcome for each, in their order
    void acknowledge(
            UserId user,
            List<NotificationId> notifications,
            Acknowledgement ack,
            Instant now,
            Receipt<List<AckOutcome>> receipt);

    /// Takes a notification back from all inboxes.
    void withdraw(NotificationId notification, Instant now, Receipt<Withdrawal> receipt);

    /// A client of a user is here: from now on the user is one of everyone.
    void arrive(UserId user, Instant now, Receipt<Arrival> receipt);

    /// A client of a user is or was here until now. A record.
    void recordSeen(UserId user, Instant now);

    /// An anonymous user's client is gone, and may come back: until the user arrives again it is
    /// not one of everyone, but its inbox stays, also for what is addressed to it by name. A
    /// record.
    void recordGone(UserId user, Instant now);

    /// An entry went into an outbox of its user, and from there to the socket or not; nothing
    /// happens if there is no such entry. A record.
    ///
    /// @param writtenAt empty if it was never written
    void recordDelivery(UserId user, long sequence, Instant queuedAt, Optional<Instant> writtenAt);

    /// What a user is still to be told, in the order of publishing.
    ///
    /// @param after only entries with a higher sequence
    /// @param limit how many at most
    List<InboxEntry> openEntries(UserId user, long after, int limit, Instant now);

    /// What is in a user's inbox, the newest first.
    ///
    /// @param statuses only entries that stand so
    /// @param before only entries with a lower sequence
    /// @param limit how many at most
    List<InboxEntry> entries(
            UserId user, Set<InboxStatus> statuses, long before, int limit, Instant now);

    /// How many entries a user has yet to see, and the store's version as of which that is so.
    Unread unread(UserId user, Instant now);

    /// What became of everything so far.
    NotificationCounts counts();
}
