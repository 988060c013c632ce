package io.fundwire.application.channel;

import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.client.Client;

/// Port: who may do what with a channel, beyond what its kind allows. Asked on every subscription,
/// recovered ones included, and on every message that a client publishes, from any thread; never
/// blocks.
public interface ChannelPolicy {

    /// Whether a client may follow a channel, read its history and type there.
    Permission toSubscribe(Client client, ChannelKind kind, ChannelName channel);

    /// Whether a client may publish on a channel, if its kind lets clients publish.
    Permission toPublish(Client client, ChannelKind kind, ChannelName channel);

    /// The answer.
    enum Permission {
        GRANTED,
        DENIED
    }

    /// Whatever the kinds allow is allowed.
    static ChannelPolicy byKind() {
        return new ChannelPolicy() {
            @Override
            public Permission toSubscribe(Client client, ChannelKind kind, ChannelName channel) {
                return Permission.GRANTED;
            }

            @Override
            public Permission toPublish(Client client, ChannelKind kind, ChannelName channel) {
                return Permission.GRANTED;
            }
        };
    }
}
