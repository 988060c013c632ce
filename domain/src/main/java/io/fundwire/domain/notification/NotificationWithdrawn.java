package io.fundwire.domain.notification;

import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;

/// Tells a client that the publisher took a notification back: it is to vanish from the screen.
public record NotificationWithdrawn(NotificationId notificationId) implements ServerMessage {

    @Override
    public String type() {
        return "notification-withdrawn";
    }

    @Override
    public Lane lane() {
        return Lane.INBOX;
    }
}
