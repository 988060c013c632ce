package io.fundwire.application.session;

import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.session.CloseReason;
import io.fundwire.domain.session.ReconnectWindow;
import io.fundwire.domain.session.ResumeToken;
import io.fundwire.domain.session.SessionLimits;
import io.fundwire.domain.session.Welcome;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// Lets clients in and out. Thread-safe.
///
/// What happens about one client id happens one after the other: the features hear that a client
/// came before they hear that it left, and that it left before another comes by its id. So no two
/// have an id at once, and of several who want it the last one has it in the end.
public final class Reception {

    /// What this server can do, in the words of the protocol.
    private static final List<String> FEATURES =
            List.of(
                    "heartbeat",
                    "notifications",
                    "typing-indicators",
                    "system-health",
                    "channels",
                    "presence",
                    "resume");

    private static final int LOCKS = 64;

    private final ConnectedClients clients;
    private final Delivery delivery;
    private final SessionListeners listeners;
    private final ResumeTokens tokens;
    private final SessionLimits limits;
    private final InstantSource clock;

    /// Who has an id already and is not in yet.
    private final Map<ClientId, ConnectedClient> claims = new ConcurrentHashMap<>();

    private final Object[] locks = IntStream.range(0, LOCKS).mapToObj(i -> new Object()).toArray();

    /// @param listeners are told of each client that comes and goes
    public Reception(
            ConnectedClients clients,
            Delivery delivery,
            SessionListeners listeners,
            ResumeTokens tokens,
            SessionLimits limits,
            InstantSource clock) {
        this.clients = clients;
        this.delivery = delivery;
        this.listeners = listeners;
        this.tokens = tokens;
        this.limits = limits;
        this.clock = clock;
    }

    /// Gives a client that is not in yet the id of that token. Whoever has it is fenced: it is
    /// found no more, gets nothing more, and its connection is closed.
    public Claim claim(ConnectedClient newcomer, ResumeToken token) {
        synchronized (lockOf(token.client())) {
            if (!isStillThere(newcomer)) {
                return Claim.TOO_LATE;
            }
            if (tokens.isRevoked(token)) {
                return Claim.REFUSED;
            }
            newcomer.session().goOnFrom(token);
            var other = claims.put(token.client(), newcomer);
            if (other != null) {
                fence(other);
            }
            clients.find(token.client()).ifPresent(this::fence);
            return Claim.GRANTED;
        }
    }

    /// Welcomes a client, unless it has gone or somebody else has its id by now. The welcome goes
    /// into the outbox before anybody can find the client, so that it comes first whatever happens
    /// at the same time.
    ///
    /// @param before what is to be said before the welcome
    /// @param after runs when the features know the client, and before they hear that it left
    public Admission takeIn(ConnectedClient client, Runnable before, Runnable after) {
        synchronized (lockOf(client.id())) {
            claims.remove(client.id(), client);
            if (!isStillThere(client)) {
                return Admission.TOO_LATE;
            }
            before.run();
            delivery.tell(client, welcome(client));
            clients.add(client);
            listeners.connected(client);
            after.run();
            return Admission.DONE;
        }
    }

    /// Lets a client go whose connection is no more, and gives back its place. A second call for
    /// the same one does nothing, and learns that.
    ConnectedClients.Removal letGo(ConnectedClient client) {
        if (!clients.beginLeaving(client)) {
            return ConnectedClients.Removal.WAS_GONE;
        }
        synchronized (lockOf(client.id())) {
            claims.remove(client.id(), client);
            hide(client);
        }
        clients.giveBackPlace(client);
        return ConnectedClients.Removal.DONE;
    }

    /// Whether anybody has that id, or is about to come back by it.
    boolean knows(ClientId id) {
        return holder(id).isPresent();
    }

    /// Closes the connection of whoever has that id, if anybody has.
    void close(ClientId id, CloseReason reason) {
        synchronized (lockOf(id)) {
            holder(id).ifPresent(client -> delivery.close(client, reason));
        }
    }

    private Optional<ConnectedClient> holder(ClientId id) {
        return clients.find(id).or(() -> Optional.ofNullable(claims.get(id)));
    }

    /// Closed before the features hear of it, so that nothing is sent to it because of that.
    private void fence(ConnectedClient older) {
        delivery.close(older, CloseReason.RESUMED_ELSEWHERE);
        hide(older);
    }

    private void hide(ConnectedClient client) {
        switch (clients.hide(client)) {
            case DONE -> listeners.disconnected(client);
            case WAS_GONE -> {}
        }
    }

    private boolean isStillThere(ConnectedClient client) {
        return clients.hasPlace(client) && !client.session().isClosing();
    }

    private Welcome welcome(ConnectedClient client) {
        return new Welcome(
                client.id(),
                client.user(),
                clock.instant(),
                FEATURES,
                limits.heartbeatInterval().toMillis(),
                limits.maxPayload(),
                tokens.issue(client.session()),
                ReconnectWindow.forConnections(clients.maxConnections()));
    }

    private Object lockOf(ClientId id) {
        return locks[Math.floorMod(id.hashCode(), LOCKS)];
    }

    /// What came of a claim.
    public enum Claim {
        /// The client has the id.
        GRANTED,
        /// The token was revoked a moment ago; nothing has changed.
        REFUSED,
        /// The client has gone, or is about to.
        TOO_LATE
    }

    /// Whether a client came in.
    public enum Admission {
        /// It is in.
        DONE,
        /// It has gone, or is about to.
        TOO_LATE
    }
}
