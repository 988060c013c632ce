package io.fundwire.bootstrap.settings;

import io.fundwire.adapters.http.webhook.WebhookSecret;
import io.fundwire.domain.notification.NotificationEvent;

import java.net.URI;
import java.util.Set;

/// Who is told what becomes of notifications.
///
/// @param url of http or https
/// @param events what is told; a missed deadline always is
public record WebhookSettings(URI url, WebhookSecret secret, Set<NotificationEvent.Kind> events) {

    /// Keeps a copy of `events`.
    public WebhookSettings {
        events = Set.copyOf(events);
    }
}
