package io.fundwire.domain.notification;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/// A notification as its publisher sees it: what became of it with all its addressees.
///
/// @param toEveryone whether its audience was everyone
/// @param ackDeadline by when somebody is to acknowledge it; absent if nobody watches that, or no
///   longer
/// @param addressed into how many inboxes it went
/// @param delivered to how many addressees it was written at least once, whatever they did then
/// @param byStatus how many addressees it stands with how, each status included
public record NotificationSummary(
        Notification notification,
        boolean toEveryone,
        @Nullable Instant withdrawnAt,
        @Nullable Instant ackDeadline,
        long addressed,
        long delivered,
        Map<InboxStatus, Long> byStatus) {

    /// Keeps a copy of `byStatus`.
    public NotificationSummary {
        byStatus = Map.copyOf(byStatus);
    }

    /// What can be said of a notification as a whole.
    public enum State {
        /// Addressees are still told of it.
        OPEN,
        /// Its time is over.
        EXPIRED,
        /// Its publisher took it back.
        WITHDRAWN
    }

    /// Where it stands.
    public State state(Instant now) {
        if (withdrawnAt != null) {
            return State.WITHDRAWN;
        }
        return notification.isExpired(now) ? State.EXPIRED : State.OPEN;
    }
}
