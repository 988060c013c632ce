package io.fundwire.domain.channel;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// All kinds of channels that a server knows. Immutable.
public final class ChannelKinds {

    private static final ChannelKind.Limits LIMITS = new ChannelKind.Limits(8 * 1024, 100_000, 128);

    private static final long LOG_BYTES = 4 * 1024 * 1024;

    /// Chat: each message counts, and those who take part may write.
    public static final ChannelKind CONVERSATION =
            new ChannelKind(
                    "conversation",
                    ChannelKind.Storage.DISK,
                    new ChannelKind.History(1000, LOG_BYTES, Duration.ofDays(30)),
                    ChannelKind.Keys.NONE,
                    ChannelKind.Publishers.MEMBERS,
                    ChannelKind.Presence.SHOWN,
                    LIMITS);

    /// Several users on one document: operations in one order, and keyed state such as progress.
    public static final ChannelKind DOCUMENT =
            new ChannelKind(
                    "document",
                    ChannelKind.Storage.DISK,
                    new ChannelKind.History(1000, LOG_BYTES, Duration.ofDays(30)),
                    ChannelKind.Keys.CONFLATE,
                    ChannelKind.Publishers.MEMBERS,
                    ChannelKind.Presence.SHOWN,
                    LIMITS);

    /// What a back end is working at: the newest state of each key, published over HTTP only.
    public static final ChannelKind JOB =
            new ChannelKind(
                    "job",
                    ChannelKind.Storage.DISK,
                    new ChannelKind.History(1000, LOG_BYTES, Duration.ofDays(7)),
                    ChannelKind.Keys.CONFLATE,
                    ChannelKind.Publishers.SERVER,
                    ChannelKind.Presence.HIDDEN,
                    LIMITS);

    /// What passes with the moment: in memory only, and everyone may publish.
    public static final ChannelKind LIVE =
            new ChannelKind(
                    "live",
                    ChannelKind.Storage.MEMORY,
                    new ChannelKind.History(1000, LOG_BYTES, Duration.ofHours(1)),
                    ChannelKind.Keys.CONFLATE,
                    ChannelKind.Publishers.ANYONE,
                    ChannelKind.Presence.HIDDEN,
                    LIMITS);

    /// The four that every server has unless it says otherwise.
    public static final ChannelKinds DEFAULT =
            new ChannelKinds(List.of(CONVERSATION, DOCUMENT, JOB, LIVE));

    private final Map<String, ChannelKind> byName;

    private ChannelKinds(Collection<ChannelKind> kinds) {
        byName = kinds.stream().collect(toUnmodifiableMap(ChannelKind::name, identity()));
    }

    /// These kinds and all others of here; one of the same name takes the place of the one before.
    public ChannelKinds with(Collection<ChannelKind> more) {
        var others =
                byName.values().stream()
                        .filter(kind ->
                                more.stream().noneMatch(one -> one.name().equals(kind.name())));
        return new ChannelKinds(Stream.concat(others, more.stream()).toList());
    }

    /// The kind of a channel; empty if nobody said what such a channel is.
    public Optional<ChannelKind> of(ChannelName channel) {
        return named(channel.kind());
    }

    /// The kind of that name.
    public Optional<ChannelKind> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// The names of all kinds, in the order of the alphabet.
    public List<String> names() {
        return byName.keySet().stream().sorted().toList();
    }

    /// All kinds, in the order of their names.
    public List<ChannelKind> all() {
        return names().stream().map(byName::get).toList();
    }
}
