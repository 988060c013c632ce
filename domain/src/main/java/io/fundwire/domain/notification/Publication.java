package io.fundwire.domain.notification;

import java.time.Instant;
import java.util.Optional;

/// A notification on its way into inboxes.
///
/// @param ackDeadline by when somebody should have acknowledged it, if its publisher cares
/// @param idempotency says whether it is a repetition, if its publisher may repeat itself
public record Publication(
        Notification notification,
        Audience audience,
        Optional<Instant> ackDeadline,
        Optional<Idempotency> idempotency) {

    /// One without deadline or key.
    public static Publication of(Notification notification, Audience audience) {
        return new Publication(notification, audience, Optional.empty(), Optional.empty());
    }
}
