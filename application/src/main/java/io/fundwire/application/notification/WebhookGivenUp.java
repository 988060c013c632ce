package io.fundwire.application.notification;

import io.fundwire.domain.notification.NotificationEvent;

import java.util.Locale;

/// Nobody will be told of an event. It is about the other side, so where in the server it was made
/// is of no interest: it has no stack trace.
final class WebhookGivenUp extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WebhookGivenUp(NotificationEvent event, int attempts, String reason) {
        super(
                "gave up telling that %s is %s, after %d attempts; of the last one: %s"
                        .formatted(event.notification(), word(event.kind()), attempts, reason),
                null,
                false,
                false);
    }

    private static String word(NotificationEvent.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
