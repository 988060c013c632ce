package io.fundwire.application.session;

import io.fundwire.domain.client.Client;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.session.CloseReason;
import io.fundwire.domain.session.FlightRecording;
import io.fundwire.domain.session.Session;
import io.fundwire.domain.session.SessionLimits;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Takes a client in: gives it an id and a session, and welcomes it.
public final class ConnectClient {

    private final ConnectedClients clients;
    private final Reception reception;
    private final Delivery delivery;
    private final SessionLimits limits;
    private final FlightRecording recording;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param random makes ids unguessable: thread-safe and cryptographically strong
    public ConnectClient(
            ConnectedClients clients,
            Reception reception,
            Delivery delivery,
            SessionLimits limits,
            FlightRecording recording,
            InstantSource clock,
            RandomGenerator random) {
        this.clients = clients;
        this.reception = reception;
        this.delivery = delivery;
        this.limits = limits;
        this.recording = recording;
        this.clock = clock;
        this.random = random;
    }

    /// How a client begins.
    public enum Beginning {
        /// It is welcomed at once.
        NEW,
        /// It says first as whom it comes back, and is not welcomed or found before.
        COMES_BACK
    }

    /// An open connection.
    ///
    /// @param user whom it acts for; empty if it is its own anonymous user
    public record Input(Connection connection, Optional<UserId> user, Beginning beginning) {

        /// The connection of a client that was not here before.
        public Input(Connection connection, Optional<UserId> user) {
            this(connection, user, Beginning.NEW);
        }
    }

    /// Takes the client in. If the last place was taken since it was admitted, it gets a close with
    /// 1013 instead of a welcome.
    public ConnectedClient handle(Input input) {
        Instant now = clock.instant();
        var id = ClientId.mint(now, random);
        var user = input.user().orElseGet(() -> UserId.anonymous(id));
        var newcomer = new Client(id, user, now);
        var client = new ConnectedClient(session(newcomer, input.beginning()), input.connection());
        switch (clients.takePlace(client)) {
            case FOUND -> takeIn(client, input.beginning());
            case NONE_LEFT, NONE_LEFT_FOR_ADDRESS -> delivery.close(client, CloseReason.OVERLOADED);
        }
        return client;
    }

    private Session session(Client newcomer, Beginning beginning) {
        return switch (beginning) {
            case NEW -> new Session(newcomer, limits, recording);
            case COMES_BACK -> Session.awaitingResume(newcomer, limits, recording);
        };
    }

    private void takeIn(ConnectedClient client, Beginning beginning) {
        if (beginning == Beginning.COMES_BACK) {
            return;
        }
        try {
            var _ = reception.takeIn(client, () -> {}, () -> {});
        } catch (RuntimeException fault) {
            var _ = reception.letGo(client);
            throw fault;
        }
    }
}
