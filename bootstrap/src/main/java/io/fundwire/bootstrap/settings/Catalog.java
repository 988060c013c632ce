package io.fundwire.bootstrap.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Every setting there is. A new one is a constant and a place in [#ALL]; docs/settings.md is
/// checked against it.
public final class Catalog {

    private static final int MIB = 1024 * 1024;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    static final Setting<String> HOST =
            Setting.of(
                    "host",
                    Kind.word("ADDRESS"),
                    "localhost",
                    "Address to listen on; localhost means both loopback addresses.");
    static final Setting<Integer> PORT =
            Setting.of(
                    "port",
                    Kind.number(0, 65_535),
                    "5000",
                    "Port of WebSocket and HTTP; 0 takes a free one.");
    static final Setting<String> PATH =
            Setting.of("path", Kind.urlPath(), "/ws", "Path of the WebSocket endpoint.");
    static final Setting<Boolean> INSECURE =
            Setting.of(
                    "insecure",
                    Kind.onOrOff(),
                    "false",
                    "Listen on other addresses than loopback although nobody is asked who they"
                            + " are.");
    static final Setting<List<String>> ALLOWED_ORIGIN =
            Setting.of(
                    "allowed-origin",
                    Kind.words("ORIGIN"),
                    "",
                    "Origins whose pages may connect, besides the server's own; * for all.");
    static final Setting<List<String>> ALLOWED_HOST =
            Setting.of(
                    "allowed-host",
                    Kind.words("NAME"),
                    "",
                    "Names that the Host header may have, besides localhost, while bound to"
                            + " loopback.");
    static final Setting<Path> DATA_DIR =
            Setting.of(
                    "data-dir", Kind.folder(), "data", "Folder for durable data (not used yet).");
    static final Setting<Integer> MAX_CONNECTIONS =
            Setting.of(
                    "max-connections", Kind.number(1, 1_000_000), "1000", "Most clients at once.");
    static final Setting<Integer> MAX_CONNECTIONS_PER_ADDRESS =
            Setting.of(
                    "max-connections-per-address",
                    Kind.number(0, 1_000_000),
                    "0",
                    "Most clients at once from one address; 0 for no limit.");
    static final Setting<Integer> MESSAGE_RATE =
            Setting.of(
                    "message-rate",
                    Kind.number(0, 1_000_000),
                    "50",
                    "Messages a second that a client may send, twice as many at once; 0 for no"
                            + " limit.");
    static final Setting<Integer> MAX_PAYLOAD =
            Setting.of(
                    "max-payload",
                    Kind.size(128, MIB),
                    "16KiB",
                    "Largest message that a client may send.");
    static final Setting<Duration> HEARTBEAT_INTERVAL =
            Setting.of(
                    "heartbeat-interval",
                    Kind.time(SECOND, HOUR),
                    "30s",
                    "Silence after which a client is pinged; after two and a half it is closed.");
    static final Setting<Integer> OUTBOX_BYTES =
            Setting.of(
                    "outbox-bytes",
                    Kind.size(64 * 1024, 1024 * MIB),
                    "1MiB",
                    "Most bytes that may wait for one client.");
    static final Setting<Integer> OUTBOX_MESSAGES =
            Setting.of(
                    "outbox-messages",
                    Kind.number(1, 1_000_000),
                    "256",
                    "Most messages that may wait for one client once the oldest has waited for"
                            + " outbox-patience.");
    static final Setting<Duration> OUTBOX_PATIENCE =
            Setting.of(
                    "outbox-patience",
                    Kind.time(Duration.ZERO, HOUR),
                    "2s",
                    "How long any number of messages may wait for a client.");
    static final Setting<Duration> WRITE_TIMEOUT =
            Setting.of(
                    "write-timeout",
                    Kind.time(SECOND, HOUR),
                    "10s",
                    "How long a client may take to accept what is written to it.");
    static final Setting<Duration> CLOSE_TIMEOUT =
            Setting.of(
                    "close-timeout",
                    Kind.time(SECOND, HOUR),
                    "5s",
                    "How long a client may take to answer a close.");
    static final Setting<Duration> REQUEST_TIMEOUT =
            Setting.of(
                    "request-timeout",
                    Kind.time(SECOND, HOUR),
                    "10s",
                    "How long a request's headers, and its body after them, may take to come.");
    static final Setting<Duration> DRAIN_TIME =
            Setting.of(
                    "drain-time",
                    Kind.time(Duration.ZERO, HOUR),
                    "10s",
                    "How long an orderly stop may take.");

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
                    MAX_CONNECTIONS,
                    MAX_CONNECTIONS_PER_ADDRESS,
                    MESSAGE_RATE,
                    MAX_PAYLOAD,
                    HEARTBEAT_INTERVAL,
                    OUTBOX_BYTES,
                    OUTBOX_MESSAGES,
                    OUTBOX_PATIENCE,
                    WRITE_TIMEOUT,
                    CLOSE_TIMEOUT,
                    REQUEST_TIMEOUT,
                    DRAIN_TIME);

    private Catalog() {}
}
