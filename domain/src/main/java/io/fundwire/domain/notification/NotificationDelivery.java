package io.fundwire.domain.notification;

import io.fundwire.domain.message.ConflationKey;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;

import java.time.Instant;
import java.util.Optional;

/// Brings a notification to a client.
///
/// @param redelivered whether it was written to this user before
public record NotificationDelivery(Notification notification, boolean redelivered)
        implements ServerMessage {

    /// Names the delivery of one notification, so that it can be taken back while it waits.
    public record Key(NotificationId notification) implements ConflationKey {}

    @Override
    public String type() {
        return "notification";
    }

    @Override
    public Lane lane() {
        return Lane.INBOX;
    }

    @Override
    public Optional<ConflationKey> conflationKey() {
        return Optional.of(new Key(notification.id()));
    }

    /// Nobody is told of what has expired meanwhile.
    @Override
    public boolean isOutdated(Instant now) {
        return notification.isExpired(now);
    }

    /// What was written to its addressees is on record.
    @Override
    public boolean isFollowed() {
        return true;
    }
}
