package io.fundwire.application.session;

import io.fundwire.domain.message.Outgoing;

import java.util.List;
import java.util.function.Consumer;

/// All features that follow clients, told in a fixed order; one that fails is reported and keeps
/// nobody else from being told.
public final class SessionListeners {

    private final List<SessionListener> listeners;
    private final FaultLog faults;

    /// Keeps a copy of `listeners`.
    public SessionListeners(List<SessionListener> listeners, FaultLog faults) {
        this.listeners = List.copyOf(listeners);
        this.faults = faults;
    }

    void connected(ConnectedClient client) {
        tellEach(listener -> listener.connected(client));
    }

    void written(ConnectedClient client, Outgoing outgoing) {
        tellEach(listener -> listener.written(client, outgoing));
    }

    void leftOut(ConnectedClient client, Outgoing outgoing) {
        tellEach(listener -> listener.leftOut(client, outgoing));
    }

    void disconnected(ConnectedClient client) {
        tellEach(listener -> listener.disconnected(client));
    }

    private void tellEach(Consumer<SessionListener> news) {
        for (SessionListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException fault) {
                faults.report(listener.getClass().getSimpleName(), fault);
            }
        }
    }
}
