package io.fundwire.domain.presence;

import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.message.ConflationKey;

import java.util.Optional;

/// A user is not on a channel any more: its last client left a while ago, and none came back.
public record MemberLeft(ChannelName channel, UserId userId) implements PresenceNews {

    @Override
    public String type() {
        return "presence-leave";
    }

    @Override
    public Optional<ConflationKey> conflationKey() {
        return Optional.of(new WhetherHere(channel, userId));
    }
}
