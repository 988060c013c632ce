package io.fundwire.domain.message;

/// What became of a message that was offered to an outbox.
public enum Offer {
    /// It waits at the tail of its lane.
    QUEUED,
    /// It waits at the tail of its lane, and the older one with its key is gone.
    SUPERSEDED,
    /// Not taken: the client has too many bytes waiting.
    TOO_MANY_BYTES,
    /// Not taken: the client has too many messages waiting, the oldest for too long.
    TOO_MANY_MESSAGES,
    /// Not taken: the session is closing.
    CLOSING
}
