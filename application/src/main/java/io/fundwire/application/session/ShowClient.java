package io.fundwire.application.session;

import io.fundwire.domain.client.ClientId;

import java.util.Optional;

/// Shows an operator one client.
public final class ShowClient {

    private final ConnectedClients clients;

    /// Looks among `clients`.
    public ShowClient(ConnectedClients clients) {
        this.clients = clients;
    }

    /// The client of that id; empty if it is not here.
    public Optional<ListedClient> handle(ClientId id) {
        return clients.find(id).map(ListedClient::of);
    }
}
