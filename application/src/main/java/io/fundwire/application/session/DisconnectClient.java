package io.fundwire.application.session;

/// Lets a client go whose connection is closed or lost.
public final class DisconnectClient {

    private final Reception reception;

    /// @param reception tells the features
    public DisconnectClient(Reception reception) {
        this.reception = reception;
    }

    /// Forgets the client; a second call for the same one does nothing.
    public void handle(ConnectedClient client) {
        reception.letGo(client);
    }
}
