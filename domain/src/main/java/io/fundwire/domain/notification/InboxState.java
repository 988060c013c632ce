package io.fundwire.domain.notification;

import java.time.Instant;

/// Where a notification stands with one user (protocol section 4).
public sealed interface InboxState {

    /// The state in a word.
    InboxStatus status();

    /// Nobody of the user has it yet.
    record Pending() implements InboxState {
        @Override
        public InboxStatus status() {
            return InboxStatus.PENDING;
        }
    }

    /// Written to a socket of the user.
    ///
    /// @param at when that happened first
    record Delivered(Instant at) implements InboxState {
        @Override
        public InboxStatus status() {
            return InboxStatus.DELIVERED;
        }
    }

    /// The user's own word on it.
    ///
    /// @param at when it last moved forward
    record Acknowledged(Acknowledgement acknowledgement, Instant at) implements InboxState {
        @Override
        public InboxStatus status() {
            return acknowledgement.status().inboxStatus();
        }
    }

    /// Its time is over, and the user had not read it.
    ///
    /// @param at when it ended
    record Expired(Instant at) implements InboxState {
        @Override
        public InboxStatus status() {
            return InboxStatus.EXPIRED;
        }
    }

    /// It was taken back, and the user had not read it.
    ///
    /// @param at when that was
    record Withdrawn(Instant at) implements InboxState {
        @Override
        public InboxStatus status() {
            return InboxStatus.WITHDRAWN;
        }
    }
}
