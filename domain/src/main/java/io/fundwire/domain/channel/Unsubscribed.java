package io.fundwire.domain.channel;

import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;

/// A client follows a channel no longer: no message of it comes after this one.
public record Unsubscribed(ChannelName channel) implements ServerMessage {

    @Override
    public String type() {
        return "unsubscribed";
    }

    @Override
    public Lane lane() {
        return Lane.CHANNEL;
    }
}
