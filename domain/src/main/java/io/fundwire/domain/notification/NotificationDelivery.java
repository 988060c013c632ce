package io.fundwire.domain.notification;

import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;

/// Brings a notification to a client.
///
/// @param redelivered whether it was written to this user before
public record NotificationDelivery(Notification notification, boolean redelivered)
        implements ServerMessage {

    @Override
    public String type() {
        return "notification";
    }

    @Override
    public Lane lane() {
        return Lane.INBOX;
    }
}
