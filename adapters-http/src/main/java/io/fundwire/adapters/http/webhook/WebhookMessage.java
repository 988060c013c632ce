package io.fundwire.adapters.http.webhook;

import io.fundwire.adapters.json.JsonDialect;
import io.fundwire.application.notification.QueuedEvent;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.NotificationEvent;
import io.fundwire.domain.notification.NotificationId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// The body of a webhook. The same event makes the same body each time that it is sent.
///
/// @param timestamp when it happened
record WebhookMessage(String type, Instant timestamp, Details data) {

    /// What happened to which notification; the rest is known of acknowledgements only.
    record Details(
            NotificationId notificationId,
            @Nullable UserId userId,
            @Nullable AckStatus status,
            @Nullable String actionId,
            Instant at) {}

    static WebhookMessage of(NotificationEvent event) {
        return new WebhookMessage(
                "notification." + JsonDialect.word(event.kind()), event.at(), details(event));
    }

    /// Tells this event from every other one, of this notification and of others, and stays the
    /// same however often it is sent.
    static String id(QueuedEvent queued) {
        return "whk_%d_%s".formatted(queued.number(), queued.event().notification());
    }

    private static Details details(NotificationEvent event) {
        return switch (event) {
            case NotificationEvent.Acknowledged(var id, var user, var ack, var at) ->
                    new Details(id, user, ack.status(), ack.actionId(), at);
            case NotificationEvent.Unacknowledged(var id, var at) -> bare(id, at);
            case NotificationEvent.Expired(var id, var at) -> bare(id, at);
        };
    }

    private static Details bare(NotificationId id, Instant at) {
        return new Details(id, null, null, null, at);
    }
}
