package io.fundwire.domain.presence;

import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.message.ConflationKey;

import java.util.Optional;

/// How many users are on a channel where they are too many to be named, or no longer are: whatever
/// a receiver knew of them by name is out of date.
public record MembersCounted(ChannelName channel, int count) implements PresenceNews {

    @Override
    public String type() {
        return "presence-count";
    }

    @Override
    public Optional<ConflationKey> conflationKey() {
        return Optional.of(new Key(channel));
    }

    private record Key(ChannelName channel) implements ConflationKey {}
}
