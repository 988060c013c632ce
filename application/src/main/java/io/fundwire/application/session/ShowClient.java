package io.fundwire.application.session;

import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.client.ClientId;

import java.util.Comparator;
import java.util.Optional;

/// Shows an operator one client.
public final class ShowClient {

    private final ConnectedClients clients;
    private final FollowedChannels followed;

    /// Looks among `clients`.
    public ShowClient(ConnectedClients clients, FollowedChannels followed) {
        this.clients = clients;
        this.followed = followed;
    }

    /// The client of that id; empty if it is not here.
    public Optional<ShownClient> handle(ClientId id) {
        return clients.find(id).map(this::show);
    }

    private ShownClient show(ConnectedClient client) {
        var channels =
                followed.channelsOf(client).stream()
                        .sorted(Comparator.comparing(ChannelName::value))
                        .toList();
        return new ShownClient(ClientState.of(client), channels);
    }
}
