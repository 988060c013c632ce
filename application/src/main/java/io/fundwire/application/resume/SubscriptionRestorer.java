package io.fundwire.application.resume;

import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.Position;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// Port: subscribes a client that comes back to what it followed before.
public interface SubscriptionRestorer {

    /// Restores nothing, and says so at once.
    SubscriptionRestorer NONE = (client, channels, whenReady) -> whenReady.accept(Restoration.NONE);

    /// Prepares a client's subscriptions. The client has its id by now, which nobody else has any
    /// more, but is not found by it, and must be sent nothing yet.
    ///
    /// @param channels what it wants to follow, in its order
    /// @param whenReady is to be called once, now or later, on any thread, outside of any lock
    void restore(
            ConnectedClient client,
            Map<ChannelName, Wish> channels,
            Consumer<Restoration> whenReady);

    /// How a client wants to follow one channel.
    ///
    /// @param position up to where it did
    /// @param maxRate how many messages a second it takes of each key; empty for all
    record Wish(Position position, OptionalDouble maxRate) {}
}
