package io.fundwire.application.session;

import io.fundwire.domain.client.Client;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.session.CloseReason;
import io.fundwire.domain.session.ReconnectWindow;
import io.fundwire.domain.session.Session;
import io.fundwire.domain.session.SessionLimits;
import io.fundwire.domain.session.Welcome;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Takes a client in: gives it an id and a session, and welcomes it.
public final class ConnectClient {

    /// What this server can do, in the words of the protocol.
    static final List<String> FEATURES =
            List.of("heartbeat", "notifications", "typing-indicators", "system-health");

    private final ConnectedClients clients;
    private final Delivery delivery;
    private final SessionListeners listeners;
    private final SessionLimits limits;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param listeners are told of each client after its welcome
    /// @param random makes ids unguessable: thread-safe and cryptographically strong
    public ConnectClient(
            ConnectedClients clients,
            Delivery delivery,
            SessionListeners listeners,
            SessionLimits limits,
            InstantSource clock,
            RandomGenerator random) {
        this.clients = clients;
        this.delivery = delivery;
        this.listeners = listeners;
        this.limits = limits;
        this.clock = clock;
        this.random = random;
    }

    /// An open connection.
    ///
    /// @param user whom it acts for; empty if it is its own anonymous user
    public record Input(Connection connection, Optional<UserId> user) {}

    /// Takes the client in. If the last place was taken since it was admitted, it gets a close with
    /// 1013 instead of a welcome.
    public ConnectedClient handle(Input input) {
        Instant now = clock.instant();
        var id = ClientId.mint(now, random);
        var user = input.user().orElseGet(() -> UserId.anonymous(id));
        var session = new Session(new Client(id, user, now), limits);
        var client = new ConnectedClient(session, input.connection());
        switch (clients.takePlace(client)) {
            case FOUND -> takeIn(client, now);
            case NONE_LEFT, NONE_LEFT_FOR_ADDRESS -> delivery.close(client, CloseReason.OVERLOADED);
        }
        return client;
    }

    /// The welcome goes into the outbox before anybody can find the client, so that it is the first
    /// message whatever happens at the same time.
    private void takeIn(ConnectedClient client, Instant now) {
        try {
            delivery.tell(client, welcome(client, now));
        } catch (RuntimeException fault) {
            clients.giveBackPlace(client);
            throw fault;
        }
        clients.add(client);
        listeners.connected(client);
    }

    private Welcome welcome(ConnectedClient client, Instant now) {
        return new Welcome(
                client.id(),
                client.user(),
                now,
                FEATURES,
                limits.heartbeatInterval().toMillis(),
                limits.maxPayload(),
                ReconnectWindow.forConnections(clients.maxConnections()));
    }
}
