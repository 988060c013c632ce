package io.fundwire.bootstrap.settings;

import static io.fundwire.domain.notification.NotificationEvent.Kind.ACKNOWLEDGED;
import static io.fundwire.domain.notification.NotificationEvent.Kind.EXPIRED;

import io.fundwire.adapters.http.webhook.WebhookSecret;
import io.fundwire.adapters.json.JsonDialect;
import io.fundwire.domain.notification.NotificationEvent;
import io.fundwire.domain.session.ResumeToken;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Every setting there is. A new one is a constant, a place in [#ALL] and a row in
/// docs/settings.md, which is checked.
public final class Catalog {

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final int MILLION = 1_000_000;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration YEAR = Duration.ofDays(365);

    static final Setting<String> HOST =
            Setting.of("host", WebNames.listenAddress(), "localhost")
                    .meaning("Address to listen on; localhost means both loopback addresses.");

    static final Setting<Integer> PORT =
            Setting.of("port", Kind.number(0, 65_535), "5000")
                    .meaning("Port of WebSocket and HTTP; 0 takes a free one.");

    static final Setting<String> PATH =
            Setting.of("path", Kind.urlPath(), "/ws").meaning("Path of the WebSocket endpoint.");

    static final Setting<Boolean> INSECURE =
            Setting.of("insecure", Kind.onOrOff(), "false")
                    .meaning("Listen beyond loopback although nobody is asked who they are.");

    static final Setting<List<String>> ALLOWED_ORIGIN =
            Setting.of("allowed-origin", WebNames.origins(), "")
                    .meaning("Origins of pages that may connect besides its own; * for all.");

    static final Setting<List<String>> ALLOWED_HOST =
            Setting.of("allowed-host", WebNames.hosts(), "")
                    .meaning("More names that the Host header may have while bound to loopback.");

    static final Setting<Path> DATA_DIR =
            Setting.of("data-dir", Kind.folder(), "data")
                    .meaning("Folder of what must outlive the server; made if need be.");

    static final Setting<Duration> NOTIFICATION_RETENTION =
            Setting.of("notification-retention", Kind.time(SECOND, YEAR), "7d")
                    .meaning("How long acknowledged, expired and withdrawn notifications stay.");

    static final Setting<WebhookSecret> WEBHOOK_SECRET =
            Setting.of(
                            "webhook-secret",
                            Kind.single(
                                    "SECRET",
                                    "whsec_ and 24 to 64 bytes in base64",
                                    WebhookSecret::read),
                            "")
                    .meaning("What webhooks are signed with; their receiver has it too.")
                    .asSecret();

    static final Setting<URI> WEBHOOK_URL =
            Setting.of("webhook-url", WebNames.url(), "")
                    .meaning("Where what becomes of notifications is posted; needs webhook-secret.")
                    .needing(WEBHOOK_SECRET);

    static final Setting<List<NotificationEvent.Kind>> WEBHOOK_EVENTS =
            Setting.of(
                            "webhook-events",
                            Kind.list(
                                    "EVENT",
                                    "acknowledged, expired or both, separated by a comma;"
                                            + " unacknowledged is always posted",
                                    Catalog::event),
                            "")
                    .meaning("What is posted to webhook-url besides missed deadlines.")
                    .needing(WEBHOOK_URL);

    static final Setting<List<KindRules>> KINDS =
            Setting.of(
                            "kinds",
                            new Kind<>(
                                    "KIND",
                                    Kind.Shape.LIST,
                                    KindRulesReader.EXPECTED,
                                    KindRulesReader::read),
                            "")
                    .meaning("Kinds of channels of your own, and what is other with the rest.");

    static final Setting<Integer> CHANNEL_MEMORY =
            Setting.of("channel-memory", Kind.size(MIB, 1024 * MIB), "64MiB")
                    .meaning("Most bytes that all channels in memory take; the idlest go first.");

    static final Setting<Integer> MAX_CONNECTIONS =
            Setting.of("max-connections", Kind.number(1, MILLION), "1000")
                    .meaning("Most clients at once; more get HTTP 503.");

    static final Setting<Integer> MAX_CONNECTIONS_PER_ADDRESS =
            Setting.of("max-connections-per-address", Kind.number(0, MILLION), "0")
                    .meaning("Most clients at once from one address; 0 for no limit.");

    static final Setting<Integer> MESSAGE_RATE =
            Setting.of("message-rate", Kind.number(0, MILLION), "50")
                    .meaning("Messages a second from a client, double at once; 0 for no limit.");

    static final Setting<Integer> MAX_PAYLOAD =
            Setting.of("max-payload", Kind.size(128, MIB), "16KiB")
                    .meaning("Largest message that a client may send.");

    static final Setting<Duration> HEARTBEAT_INTERVAL =
            Setting.of("heartbeat-interval", Kind.time(SECOND, HOUR), "30s")
                    .meaning("Silence after which a client is pinged; after 2.5 it is closed.");

    static final Setting<Duration> RESUME_WINDOW =
            Setting.of("resume-window", Kind.time(MINUTE, ResumeToken.MAX_WINDOW), "24h")
                    .meaning("How long after it left a client may come back as who it was.");

    static final Setting<Integer> OUTBOX_BYTES =
            Setting.of("outbox-bytes", Kind.size(64 * KIB, 1024 * MIB), "1MiB")
                    .meaning("Most bytes that may wait for one client.");

    static final Setting<Integer> OUTBOX_MESSAGES =
            Setting.of("outbox-messages", Kind.number(1, MILLION), "256")
                    .meaning("Most that may wait for a client longer than outbox-patience.");

    static final Setting<Duration> OUTBOX_PATIENCE =
            Setting.of("outbox-patience", Kind.time(Duration.ZERO, HOUR), "2s")
                    .meaning("How long any number of messages may wait for a client.");

    static final Setting<Duration> WRITE_TIMEOUT =
            Setting.of("write-timeout", Kind.time(SECOND, HOUR), "10s")
                    .meaning("How long a client may take to accept what is written to it.");

    static final Setting<Duration> CLOSE_TIMEOUT =
            Setting.of("close-timeout", Kind.time(SECOND, HOUR), "5s")
                    .meaning("How long a client may take to answer a close.");

    static final Setting<Duration> REQUEST_TIMEOUT =
            Setting.of("request-timeout", Kind.time(SECOND, HOUR), "10s")
                    .meaning("How long a request's headers may take, and then its body.");

    static final Setting<Duration> DRAIN_TIME =
            Setting.of("drain-time", Kind.time(Duration.ZERO, HOUR), "10s")
                    .meaning("How long an orderly stop may take.");

    static final Setting<Boolean> RECORD_FRAMES =
            Setting.of("record-frames", Kind.onOrOff(), "true")
                    .meaning(
                            "Remember when each client's last 200 messages passed, not their"
                                    + " text.");

    static final Setting<Boolean> RECORD_CONTENTS =
            Setting.of("record-contents", Kind.onOrOff(), "false")
                    .meaning(
                            "Remember what they said too, the first 512 bytes of each; needs"
                                    + " record-frames.");

    /// All settings, in the order in which people are shown them.
    public static final List<Setting<?>> ALL =
            List.of(
                    HOST,
                    PORT,
                    PATH,
                    INSECURE,
                    ALLOWED_ORIGIN,
                    ALLOWED_HOST,
                    DATA_DIR,
                    NOTIFICATION_RETENTION,
                    WEBHOOK_URL,
                    WEBHOOK_SECRET,
                    WEBHOOK_EVENTS,
                    KINDS,
                    CHANNEL_MEMORY,
                    MAX_CONNECTIONS,
                    MAX_CONNECTIONS_PER_ADDRESS,
                    MESSAGE_RATE,
                    MAX_PAYLOAD,
                    HEARTBEAT_INTERVAL,
                    RESUME_WINDOW,
                    OUTBOX_BYTES,
                    OUTBOX_MESSAGES,
                    OUTBOX_PATIENCE,
                    WRITE_TIMEOUT,
                    CLOSE_TIMEOUT,
                    REQUEST_TIMEOUT,
                    DRAIN_TIME,
                    RECORD_FRAMES,
                    RECORD_CONTENTS);

    private Catalog() {}

    private static Optional<NotificationEvent.Kind> event(String text) {
        return Stream.of(ACKNOWLEDGED, EXPIRED)
                .filter(kind -> JsonDialect.word(kind).equals(text))
                .findFirst();
    }
}
