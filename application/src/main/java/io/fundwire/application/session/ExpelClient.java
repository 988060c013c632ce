package io.fundwire.application.session;

import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.session.CloseReason;

import java.util.Optional;

/// Ends a client's connection because an operator wants it, with 4510: it shall not come back by
/// itself.
public final class ExpelClient {

    private final ConnectedClients clients;
    private final Delivery delivery;

    /// Looks among `clients`.
    public ExpelClient(ConnectedClients clients, Delivery delivery) {
        this.clients = clients;
        this.delivery = delivery;
    }

    /// What came of it.
    public sealed interface Outcome {

        /// Its connection is being closed.
        record Expelled() implements Outcome {}

        /// It is not here.
        record NotHere() implements Outcome {}
    }

    /// Closes the client's connection, if it is here.
    public Outcome handle(ClientId id) {
        Optional<ConnectedClient> client = clients.find(id);
        if (client.isEmpty()) {
            return new Outcome.NotHere();
        }
        delivery.close(client.get(), CloseReason.EXPELLED);
        return new Outcome.Expelled();
    }
}
