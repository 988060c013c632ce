package io.fundwire.domain.notification;

/// What an acknowledgement did.
public sealed interface AckOutcome {

    /// It moved the entry forward.
    record Applied(InboxEntry before, InboxEntry after) implements AckOutcome {}

    /// It said nothing new, or came after the notification's end.
    ///
    /// @param entry as it was and is
    record Unchanged(InboxEntry entry) implements AckOutcome {}

    /// The user has no such notification.
    record NotFound(NotificationId notification) implements AckOutcome {}

    /// The notification offers no such action.
    record UnknownAction(NotificationId notification, String actionId) implements AckOutcome {}
}
