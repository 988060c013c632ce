package io.fundwire.domain.notification;

import io.fundwire.domain.client.UserId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What became of a notification with one addressee, as far as it was recorded: acknowledgements
/// are never missing, the latest times of queueing and writing may be.
///
/// @param firstQueuedAt when it first went into the outbox of one of the user's clients
/// @param firstWrittenAt when it was first on a socket
/// @param actionId the action that the user chose
/// @param ending how it was over before the user had read it, if so
public record DeliveryRecord(
        UserId user,
        InboxStatus status,
        @Nullable Instant firstQueuedAt,
        @Nullable Instant lastQueuedAt,
        @Nullable Instant firstWrittenAt,
        @Nullable Instant lastWrittenAt,
        @Nullable Instant receivedAt,
        @Nullable Instant readAt,
        @Nullable Instant dismissedAt,
        @Nullable String actionId,
        @Nullable Ending ending) {

    /// That and why a notification was over.
    public record Ending(Reason reason, Instant at) {

        /// Why it was over.
        public enum Reason {
            /// Its time had passed.
            TTL_PASSED(InboxStatus.EXPIRED),
            /// Its publisher took it back.
            WITHDRAWN(InboxStatus.WITHDRAWN),
            /// The user was anonymous, and its client left.
            CLIENT_LEFT(InboxStatus.EXPIRED);

            private final InboxStatus status;

            Reason(InboxStatus status) {
                this.status = status;
            }
        }

        /// Where that leaves the notification.
        public InboxStatus status() {
            return reason.status;
        }
    }
}
