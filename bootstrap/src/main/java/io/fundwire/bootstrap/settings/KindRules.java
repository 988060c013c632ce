package io.fundwire.bootstrap.settings;

import static java.util.stream.Collectors.joining;

import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelKinds;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What an operator decided about one kind of channels.
///
/// @param name of the kind
/// @param options from the name of an option to its text, which is right
record KindRules(String name, SequencedMap<String, String> options) {

    /// Keeps a copy of `options`.
    KindRules {
        options = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(options));
    }

    /// The kind. Of what nobody decided it has what the kind of this name has by default; a kind
    /// that is not among those has it from `live`.
    ChannelKind kind() {
        var base = ChannelKinds.DEFAULT.named(name).orElse(ChannelKinds.LIVE);
        var history = base.history();
        var limits = base.limits();
        return new ChannelKind(
                name,
                KindOption.STORAGE.in(options).orElse(base.storage()),
                new ChannelKind.History(
                        KindOption.HISTORY_MESSAGES.in(options).orElse(history.messages()),
                        KindOption.HISTORY_BYTES
                                .in(options)
                                .map(Integer::longValue)
                                .orElse(history.bytes()),
                        KindOption.HISTORY_AGE.in(options).orElse(history.age())),
                KindOption.KEYS.in(options).orElse(base.keys()),
                KindOption.PUBLISHERS.in(options).orElse(base.publishers()),
                KindOption.PRESENCE.in(options).orElse(base.presence()),
                new ChannelKind.Limits(
                        KindOption.MESSAGE_BYTES.in(options).orElse(limits.messageBytes()),
                        KindOption.MEMBERS.in(options).orElse(limits.members()),
                        KindOption.CHANNELS_PER_CLIENT
                                .in(options)
                                .orElse(limits.channelsPerClient())));
    }

    /// As a flag says it: `ticker: storage=memory history-age=10m`.
    String text() {
        return options.entrySet().stream()
                .map(option -> " " + option.getKey() + "=" + option.getValue())
                .collect(joining("", name + ":", ""));
    }
}
