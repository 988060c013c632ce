package io.fundwire.application.resume;

import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.resume.ResumedChannel;

import java.util.Map;

/// Subscriptions that are ready for a client that is not in yet. One of [#begin] and [#abandon] is
/// called, once.
public interface Restoration {

    /// No subscriptions.
    Restoration NONE =
            new Restoration() {
                @Override
                public Map<ChannelName, ResumedChannel> channels() {
                    return Map.of();
                }

                @Override
                public void begin() {}

                @Override
                public void abandon() {}
            };

    /// What the client is told of them.
    Map<ChannelName, ResumedChannel> channels();

    /// The client is in: its welcome waits before anything that is sent from now on, all features
    /// know that it came, and none has heard that it left. Under a lock of the reception: must not
    /// let clients in or out.
    void begin();

    /// The client did not come in after all.
    void abandon();
}
