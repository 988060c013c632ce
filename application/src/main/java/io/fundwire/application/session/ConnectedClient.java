package io.fundwire.application.session;

import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.session.Session;

/// A client that is here: its session and the connection that carries it.
public record ConnectedClient(Session session, Connection connection) {

    /// The client's id.
    public ClientId id() {
        return session.client().id();
    }

    /// Whom it acts for.
    public UserId user() {
        return session.client().user();
    }
}
