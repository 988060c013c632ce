package io.fundwire.domain.message;

/// What kind of mistake an `error` message reports (protocol section 2).
public enum ErrorCode {
    /// The text was not one JSON object that both sides read alike.
    MALFORMED_JSON,
    /// A field is missing, of the wrong kind or out of its range.
    INVALID_MESSAGE,
    /// No message of that type is known.
    UNKNOWN_TYPE,
    /// The message names another client than its sender.
    CLIENT_MISMATCH,
    /// It does not exist, or not for this user.
    NOT_FOUND,
    /// Only who is subscribed may do that.
    NOT_SUBSCRIBED,
    /// What was named so before was something else, or the name is now somebody else's.
    CONFLICT,
    /// It exists, but this client may not do that.
    FORBIDDEN,
    /// Too many messages in too short a time.
    RATE_LIMITED,
    /// More bytes than a message may have.
    TOO_LARGE,
    /// The server, or a part of it, cannot do it at present.
    UNAVAILABLE,
    /// A fault in the server.
    INTERNAL
}
