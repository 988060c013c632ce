package io.fundwire.domain.resume;

import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tells a client whether it is who it was; its welcome follows (protocol section 5).
///
/// @param resumed whether it is; else it is as new as its id
/// @param clientId its id from now on
/// @param channels what it is subscribed to again
public record Resumed(boolean resumed, ClientId clientId, Map<ChannelName, ResumedChannel> channels)
        implements ServerMessage {

    /// Keeps a copy of `channels`, in their order.
    public Resumed {
        channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
    }

    @Override
    public String type() {
        return "resumed";
    }

    @Override
    public Lane lane() {
        return Lane.CONTROL;
    }
}
