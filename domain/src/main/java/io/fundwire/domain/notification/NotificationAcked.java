package io.fundwire.domain.notification;

import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Tells all of a user's clients where a notification stands since one of them acknowledged it.
public record NotificationAcked(
        NotificationId notificationId,
        AckStatus status,
        @Nullable String actionId,
        Instant acknowledgedAt)
        implements ServerMessage {

    @Override
    public String type() {
        return "notification-acked";
    }

    @Override
    public Lane lane() {
        return Lane.INBOX;
    }
}
