package io.fundwire.bootstrap.settings;

import io.fundwire.adapters.websocket.WebSocketTimeouts;
import io.fundwire.application.session.Capacity;
import io.fundwire.domain.channel.ChannelKinds;
import io.fundwire.domain.message.OutboxLimits;
import io.fundwire.domain.notification.NotificationEvent;
import io.fundwire.domain.session.Rate;
import io.fundwire.domain.session.SessionLimits;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// What was decided, in the terms of those who need it.
///
/// @param host the address to listen on; `localhost` means all loopback addresses
/// @param port 0 means any that is free
/// @param path of the WebSocket endpoint
/// @param insecure whether others than loopback addresses may be listened on
/// @param dataDirectory where notifications are kept
/// @param resumeWindow how long after it left a client may come back as who it was
/// @param requestTimeout for a request's headers, and for its body after them
/// @param drainTime how long a stop may take
/// @param notificationRetention how long notifications are kept after they were acknowledged,
///   expired or were withdrawn
/// @param webhooks who is told what becomes of notifications; nobody if empty
/// @param channelKinds all that there are
/// @param channelMemory most bytes that all channels in memory take, about
/// @param recordFrames whether each client's last messages are remembered
/// @param recordContents whether what they said is remembered too; worth nothing without
///   `recordFrames`
public record ServerSettings(
        String host,
        int port,
        String path,
        boolean insecure,
        List<String> allowedOrigins,
        List<String> allowedHosts,
        Path dataDirectory,
        Capacity capacity,
        SessionLimits limits,
        Duration resumeWindow,
        WebSocketTimeouts webSocketTimeouts,
        Duration requestTimeout,
        Duration drainTime,
        Duration notificationRetention,
        Optional<WebhookSettings> webhooks,
        ChannelKinds channelKinds,
        int channelMemory,
        boolean recordFrames,
        boolean recordContents) {

    /// The settings that were chosen.
    public static ServerSettings from(Choices choices) {
        return new ServerSettings(
                choices.get(Catalog.HOST),
                choices.get(Catalog.PORT),
                choices.get(Catalog.PATH),
                choices.get(Catalog.INSECURE),
                choices.get(Catalog.ALLOWED_ORIGIN),
                choices.get(Catalog.ALLOWED_HOST),
                choices.get(Catalog.DATA_DIR),
                new Capacity(
                        choices.get(Catalog.MAX_CONNECTIONS),
                        choices.get(Catalog.MAX_CONNECTIONS_PER_ADDRESS)),
                limits(choices),
                choices.get(Catalog.RESUME_WINDOW),
                new WebSocketTimeouts(
                        choices.get(Catalog.WRITE_TIMEOUT), choices.get(Catalog.CLOSE_TIMEOUT)),
                choices.get(Catalog.REQUEST_TIMEOUT),
                choices.get(Catalog.DRAIN_TIME),
                choices.get(Catalog.NOTIFICATION_RETENTION),
                webhooks(choices),
                channelKinds(choices),
                choices.get(Catalog.CHANNEL_MEMORY),
                choices.get(Catalog.RECORD_FRAMES),
                choices.get(Catalog.RECORD_CONTENTS));
    }

    private static ChannelKinds channelKinds(Choices choices) {
        return ChannelKinds.DEFAULT.with(
                choices.get(Catalog.KINDS).stream().map(KindRules::kind).toList());
    }

    private static Optional<WebhookSettings> webhooks(Choices choices) {
        var events = EnumSet.of(NotificationEvent.Kind.UNACKNOWLEDGED);
        events.addAll(choices.get(Catalog.WEBHOOK_EVENTS));
        return choices.find(Catalog.WEBHOOK_URL)
                .flatMap(url ->
                        choices.find(Catalog.WEBHOOK_SECRET)
                                .map(secret -> new WebhookSettings(url, secret, events)));
    }

    private static SessionLimits limits(Choices choices) {
        int rate = choices.get(Catalog.MESSAGE_RATE);
        return new SessionLimits(
                choices.get(Catalog.HEARTBEAT_INTERVAL),
                choices.get(Catalog.MAX_PAYLOAD),
                rate == 0 ? Rate.UNLIMITED : new Rate(rate, 2 * rate),
                rate == 0 ? Rate.UNLIMITED : SessionLimits.DEFAULT.ackBytes(),
                new OutboxLimits(
                        choices.get(Catalog.OUTBOX_BYTES),
                        choices.get(Catalog.OUTBOX_MESSAGES),
                        choices.get(Catalog.OUTBOX_PATIENCE)));
    }
}
