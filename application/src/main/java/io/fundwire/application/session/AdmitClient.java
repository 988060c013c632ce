package io.fundwire.application.session;

import io.fundwire.domain.client.UserId;
import io.fundwire.domain.session.ReconnectWindow;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Decides before a connection is made whether this client may have one, so that a transport can
/// refuse it in the words of its protocol.
public final class AdmitClient {

    private final ConnectedClients clients;
    private final ServerPhase phase;

    /// Decides by who is here and whether the server takes anybody.
    public AdmitClient(ConnectedClients clients, ServerPhase phase) {
        this.clients = clients;
        this.phase = phase;
    }

    /// Who knocks.
    ///
    /// @param userName the name it gives itself; absent if it stays anonymous
    /// @param address where it connects from, as [Connection#remoteAddress] will say
    public record Input(@Nullable String userName, String address) {}

    /// The decision.
    public sealed interface Outcome {

        /// It may connect.
        ///
        /// @param user the named user; empty for an anonymous one
        record Admitted(Optional<UserId> user) implements Outcome {}

        /// It may not have the name that it gives itself.
        record BadUserName() implements Outcome {}

        /// All places are taken.
        ///
        /// @param retryAfterSeconds when to try again
        record Full(long retryAfterSeconds) implements Outcome {}

        /// All places that one address may have are taken.
        ///
        /// @param retryAfterSeconds when to try again
        record TooManyFromAddress(long retryAfterSeconds) implements Outcome {}

        /// The server is on its way down.
        ///
        /// @param retryAfterSeconds when to try again
        record Draining(long retryAfterSeconds) implements Outcome {}
    }

    /// Decides.
    public Outcome handle(Input input) {
        if (phase.isDraining()) {
            return new Outcome.Draining(retryAfterSeconds());
        }
        return switch (clients.lookForPlace(input.address())) {
            case FOUND -> admit(input.userName());
            case NONE_LEFT -> new Outcome.Full(retryAfterSeconds());
            case NONE_LEFT_FOR_ADDRESS -> new Outcome.TooManyFromAddress(retryAfterSeconds());
        };
    }

    private static Outcome admit(@Nullable String userName) {
        if (userName == null) {
            return new Outcome.Admitted(Optional.empty());
        }
        Optional<UserId> user = UserId.named(userName);
        return user.isEmpty() ? new Outcome.BadUserName() : new Outcome.Admitted(user);
    }

    private long retryAfterSeconds() {
        var window = ReconnectWindow.forConnections(clients.maxConnections());
        return Math.ceilDiv(window.maxMillis(), 1000);
    }
}
