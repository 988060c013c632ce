package io.fundwire.application.session;

import io.fundwire.domain.channel.ChannelName;

import java.util.List;

/// Port: which channels clients follow. Thread-safe.
public interface FollowedChannels {

    /// Those that a client follows now, in no order.
    List<ChannelName> channelsOf(ConnectedClient client);
}
