package io.fundwire.domain.notification;

import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Tells all of a user's clients where a notification stands since one of them acknowledged it; or
/// one of them where it stood already.
///
/// @param actionId the action that the user chose, if any
/// @param acknowledgedAt since when it stands there: for what expired or was withdrawn, the time of
///   that
public record NotificationAcked(
        NotificationId notificationId,
        InboxStatus status,
        @Nullable String actionId,
        Instant acknowledgedAt)
        implements ServerMessage {

    /// Where an entry stands that was acknowledged or has ended.
    ///
    /// @throws IllegalArgumentException if it is still open
    public static NotificationAcked of(InboxEntry entry, Instant now) {
        var id = entry.notification().id();
        var state = entry.state(now);
        return switch (state) {
            case InboxState.Acknowledged(var ack, var at) ->
                    new NotificationAcked(id, state.status(), ack.actionId(), at);
            case InboxState.Expired(var at) -> new NotificationAcked(id, state.status(), null, at);
            case InboxState.Withdrawn(var at) ->
                    new NotificationAcked(id, state.status(), null, at);
            case InboxState.Pending(), InboxState.Delivered(var _) ->
                    throw new IllegalArgumentException("nobody acknowledged it");
        };
    }

    @Override
    public String type() {
        return "notification-acked";
    }

    @Override
    public Lane lane() {
        return Lane.INBOX;
    }
}
