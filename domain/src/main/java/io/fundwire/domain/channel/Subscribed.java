package io.fundwire.domain.channel;

import io.fundwire.domain.message.Lane;

/// A client follows a channel from now on (protocol section 5).
///
/// @param position where the messages that follow begin
/// @param recovered whether nothing is missing between the position that the client named and this
///   one
/// @param missed how many messages of the log follow before what is published from now on
public record Subscribed(ChannelName channel, Position position, boolean recovered, long missed)
        implements SubscribeAnswer {

    @Override
    public String type() {
        return "subscribed";
    }

    @Override
    public Lane lane() {
        return Lane.CHANNEL;
    }
}
