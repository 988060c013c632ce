package io.fundwire.domain.notification;

import io.fundwire.domain.client.UserId;

import java.time.Instant;

/// What became of a notification, for those outside who want to be told.
public sealed interface NotificationEvent {

    /// Which notification it is about.
    NotificationId notification();

    /// When it happened.
    Instant at();

    /// What happened, without the details.
    Kind kind();

    /// Nobody acknowledged the notification before its deadline.
    record Unacknowledged(NotificationId notification, Instant at) implements NotificationEvent {

        @Override
        public Kind kind() {
            return Kind.UNACKNOWLEDGED;
        }
    }

    /// A user acknowledged it, or went further with it than before.
    ///
    /// @param acknowledgement what holds for that user from then on
    record Acknowledged(
            NotificationId notification, UserId user, Acknowledgement acknowledgement, Instant at)
            implements NotificationEvent {

        @Override
        public Kind kind() {
            return Kind.ACKNOWLEDGED;
        }
    }

    /// Nobody needs to be told of it any more.
    record Expired(NotificationId notification, Instant at) implements NotificationEvent {

        @Override
        public Kind kind() {
            return Kind.EXPIRED;
        }
    }

    /// What can happen to a notification.
    enum Kind {
        UNACKNOWLEDGED,
        ACKNOWLEDGED,
        EXPIRED
    }
}
