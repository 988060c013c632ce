package io.fundwire.domain.channel;

import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;

/// A client's message is in the log; on a channel of a durable kind it is there for good.
public record Published(ChannelName channel, long offset) implements ServerMessage {

    @Override
    public String type() {
        return "published";
    }

    @Override
    public Lane lane() {
        return Lane.CHANNEL;
    }
}
