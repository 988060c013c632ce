package io.fundwire.domain.channel;

import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.Lane;

/// Says why a request about a channel did nothing: an error that keeps its place among the other
/// answers about the channel, where any other error goes first.
///
/// @param message one sentence for the client's developer
public record ChannelRefused(ErrorCode code, String message) implements SubscribeAnswer {

    @Override
    public String type() {
        return "error";
    }

    @Override
    public Lane lane() {
        return Lane.CHANNEL;
    }
}
