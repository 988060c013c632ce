package io.fundwire.domain.presence;

import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.message.ConflationKey;
import io.fundwire.domain.message.Payload;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// A user on a channel has another state. It has one, however many clients it has: the newest.
///
/// @param clientId who set it
/// @param state absent if it has none any more
public record StateChanged(
        ChannelName channel, UserId userId, ClientId clientId, @Nullable Payload state)
        implements PresenceNews {

    @Override
    public String type() {
        return "presence-update";
    }

    @Override
    public Optional<ConflationKey> conflationKey() {
        return Optional.of(new Key(channel, userId));
    }

    private record Key(ChannelName channel, UserId user) implements ConflationKey {}
}
