package io.fundwire.domain.notification;

import java.time.Instant;

/// What an acknowledgement did.
public sealed interface AckOutcome {

    /// It moved the entry forward.
    ///
    /// @param entry as it is now
    /// @param current what holds now
    /// @param at when that was
    record Applied(InboxEntry entry, Acknowledgement current, Instant at) implements AckOutcome {}

    /// It said nothing new.
    ///
    /// @param entry as it was and is
    /// @param current what holds since `at`
    record Unchanged(InboxEntry entry, Acknowledgement current, Instant at) implements AckOutcome {}

    /// The user has no such notification.
    record NotFound(NotificationId notification) implements AckOutcome {}

    /// The notification offers no such action.
    record UnknownAction(NotificationId notification, String actionId) implements AckOutcome {}
}
