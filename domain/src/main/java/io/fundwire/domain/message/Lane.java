package io.fundwire.domain.message;

/// A class of outgoing messages, drained in this order: what waits in an earlier lane goes first.
/// Within a lane messages keep their order; between lanes none is promised (protocol section 3).
public enum Lane {
    /// The welcome, direct answers, errors and the announcement of a close.
    CONTROL,
    /// Notifications and all that is said about a user's inbox.
    INBOX,
    /// Messages of channels and all that is said about subscriptions.
    CHANNEL,
    /// What passes with the moment: who is typing, who is here.
    EPHEMERAL
}
