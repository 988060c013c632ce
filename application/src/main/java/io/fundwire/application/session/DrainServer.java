package io.fundwire.application.session;

import io.fundwire.domain.session.CloseReason;
import io.fundwire.domain.session.ReconnectAdvice;
import io.fundwire.domain.session.ReconnectWindow;

import java.util.random.RandomGenerator;

/// Takes the server down without a stampede: nobody new is taken in, and who is here is told when
/// to come back, each at a time of its own, then closed with 1012.
///
/// To be called again and again: each call says goodbye to one batch.
public final class DrainServer {

    /// A server takes this long to be back: before, clients would only meet a closed port.
    private static final long RESTART_MILLIS = 2000;

    private final ConnectedClients clients;
    private final Delivery delivery;
    private final ServerPhase phase;
    private final RandomGenerator random;

    /// @param random spreads the clients' return; thread-safe
    public DrainServer(
            ConnectedClients clients,
            Delivery delivery,
            ServerPhase phase,
            RandomGenerator random) {
        this.clients = clients;
        this.delivery = delivery;
        this.phase = phase;
        this.random = random;
    }

    /// One step of the drain.
    ///
    /// @param batch how many clients to say goodbye to, at most
    public record Input(int batch) {}

    /// Where the drain stands.
    public sealed interface Outcome {

        /// Some clients' connections are still open.
        record StillConnected(int clients) implements Outcome {}

        /// Nobody is here any more.
        record Empty() implements Outcome {}
    }

    /// Says goodbye to the next batch.
    public Outcome handle(Input input) {
        phase.startDraining();
        var window = ReconnectWindow.forConnections(clients.maxConnections());
        clients.connections().stream()
                .filter(client -> !client.session().isClosing())
                .limit(input.batch())
                .forEach(client -> sayGoodbye(client, window));
        int left = clients.connections().size();
        return left == 0 ? new Outcome.Empty() : new Outcome.StillConnected(left);
    }

    private void sayGoodbye(ConnectedClient client, ReconnectWindow window) {
        var reason = CloseReason.RESTARTING;
        long delay = RESTART_MILLIS + window.draw(random);
        var advice = new ReconnectAdvice(delay, reason.sentence());
        delivery.close(client, reason, advice);
    }
}
