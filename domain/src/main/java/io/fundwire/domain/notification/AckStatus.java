package io.fundwire.domain.notification;

/// How far a user got with a notification; each status includes those before it.
public enum AckStatus {
    /// The client has it: no need to send it again.
    RECEIVED(InboxStatus.RECEIVED),
    /// The user saw it.
    READ(InboxStatus.READ),
    /// The user wants to see it no more.
    DISMISSED(InboxStatus.DISMISSED);

    private final InboxStatus inboxStatus;

    AckStatus(InboxStatus inboxStatus) {
        this.inboxStatus = inboxStatus;
    }

    /// Where that leaves the notification in the user's inbox.
    public InboxStatus inboxStatus() {
        return inboxStatus;
    }
}
