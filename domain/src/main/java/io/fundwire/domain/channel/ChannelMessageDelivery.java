package io.fundwire.domain.channel;

import io.fundwire.domain.message.ConflationKey;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;

import java.util.Optional;

/// Brings a subscriber a message of a channel.
///
/// @param position up to here everything was sent to the subscriber or superseded
public record ChannelMessageDelivery(ChannelMessage message, Position position)
        implements ServerMessage {

    @Override
    public String type() {
        return "message";
    }

    @Override
    public Lane lane() {
        return Lane.CHANNEL;
    }

    @Override
    public Optional<ConflationKey> conflationKey() {
        return message.key() == null
                ? Optional.empty()
                : Optional.of(new Key(message.channel(), message.key()));
    }

    private record Key(ChannelName channel, String key) implements ConflationKey {}
}
