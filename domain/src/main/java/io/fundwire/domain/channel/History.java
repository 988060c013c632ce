package io.fundwire.domain.channel;

import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A page of a channel's log.
///
/// @param messages the newest first
/// @param next what to ask for to get those before them; absent on the last page
public record History(ChannelName channel, List<ChannelMessage> messages, @Nullable Long next)
        implements ServerMessage {

    /// Keeps a copy of `messages`.
    public History {
        messages = List.copyOf(messages);
    }

    @Override
    public String type() {
        return "history";
    }

    @Override
    public Lane lane() {
        return Lane.CHANNEL;
    }
}
