package io.fundwire.domain.presence;

import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.message.ConflationKey;

import java.time.Instant;
import java.util.Optional;

/// A user is on a channel now, by its first client there, and has no state yet.
public record MemberJoined(ChannelName channel, UserId userId, Instant since)
        implements PresenceNews {

    @Override
    public String type() {
        return "presence-join";
    }

    @Override
    public Optional<ConflationKey> conflationKey() {
        return Optional.of(new WhetherHere(channel, userId));
    }
}
