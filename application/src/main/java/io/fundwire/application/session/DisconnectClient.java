package io.fundwire.application.session;

/// Lets a client go whose connection is closed or lost.
public final class DisconnectClient {

    private final ConnectedClients clients;
    private final SessionListeners listeners;

    /// @param listeners are told of each client that left
    public DisconnectClient(ConnectedClients clients, SessionListeners listeners) {
        this.clients = clients;
        this.listeners = listeners;
    }

    /// Forgets the client; a second call for the same one does nothing.
    public void handle(ConnectedClient client) {
        switch (clients.remove(client)) {
            case DONE -> listeners.disconnected(client);
            case WAS_GONE -> {}
        }
    }
}
