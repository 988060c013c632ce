package io.fundwire.domain.notification;

import java.time.Instant;

/// Where a notification stands with one user (protocol section 4).
public sealed interface InboxState {

    /// Nobody of the user has it yet.
    record Pending() implements InboxState {}

    /// Written to a socket of the user.
    ///
    /// @param at when that happened first
    record Delivered(Instant at) implements InboxState {}

    /// The user's own word on it.
    ///
    /// @param at when it last moved forward
    record Acknowledged(Acknowledgement acknowledgement, Instant at) implements InboxState {}
}
