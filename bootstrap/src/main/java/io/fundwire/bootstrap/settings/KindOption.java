package io.fundwire.bootstrap.settings;

import io.fundwire.domain.channel.ChannelKind.Keys;
import io.fundwire.domain.channel.ChannelKind.Presence;
import io.fundwire.domain.channel.ChannelKind.Publishers;
import io.fundwire.domain.channel.ChannelKind.Storage;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One rule of a kind of channels that an operator decides.
///
/// @param key its name
/// @param kind what its text may be
/// @param description one sentence for people
record KindOption<T>(String key, Kind<T> kind, String description) {

    private static final int KIB = 1024;
    private static final int MILLION = 1_000_000;

    static final KindOption<Storage> STORAGE =
            new KindOption<>(
                    "storage",
                    Kind.oneOf(Storage.class),
                    "Whether messages outlive the server, or are gone when it stops.");

    static final KindOption<Integer> HISTORY_MESSAGES =
            new KindOption<>(
                    "history-messages",
                    Kind.number(1, MILLION),
                    "Most messages that a channel keeps; the oldest goes first.");

    /// Any message fits.
    static final KindOption<Integer> HISTORY_BYTES =
            new KindOption<>(
                    "history-bytes",
                    Kind.size(64 * KIB, KIB * KIB * KIB),
                    "Most bytes that a channel keeps, about.");

    static final KindOption<Duration> HISTORY_AGE =
            new KindOption<>(
                    "history-age",
                    Kind.time(Duration.ofSeconds(1), Duration.ofDays(365)),
                    "How long a message is kept.");

    static final KindOption<Keys> KEYS =
            new KindOption<>(
                    "keys",
                    Kind.oneOf(Keys.class),
                    "Whether a message takes the place of the one before with its key, or none may"
                            + " have a key.");

    static final KindOption<Publishers> PUBLISHERS =
            new KindOption<>(
                    "publishers",
                    Kind.oneOf(Publishers.class),
                    "Which clients may publish: subscribers, all or none; HTTP always may.");

    static final KindOption<Presence> PRESENCE =
            new KindOption<>(
                    "presence",
                    Kind.oneOf(Presence.class),
                    "Whether clients are told who is subscribed.");

    static final KindOption<Integer> MESSAGE_BYTES =
            new KindOption<>(
                    "message-bytes", Kind.size(1, 64 * KIB), "Largest payload of a message.");

    static final KindOption<Integer> MEMBERS =
            new KindOption<>(
                    "members", Kind.number(1, MILLION), "Most subscribers of one channel.");

    static final KindOption<Integer> CHANNELS_PER_CLIENT =
            new KindOption<>(
                    "channels-per-client",
                    Kind.number(1, 128),
                    "Most channels of this kind that one client may subscribe to.");

    /// All options, in the order in which people are shown them.
    static final List<KindOption<?>> ALL =
            List.of(
                    STORAGE,
                    HISTORY_MESSAGES,
                    HISTORY_BYTES,
                    HISTORY_AGE,
                    KEYS,
                    PUBLISHERS,
                    PRESENCE,
                    MESSAGE_BYTES,
                    MEMBERS,
                    CHANNELS_PER_CLIENT);

    /// What was decided, by the options' names.
    Optional<T> in(Map<String, String> texts) {
        return Optional.ofNullable(texts.get(key)).flatMap(kind.reading());
    }
}
