package io.fundwire.application.session;

import java.util.concurrent.atomic.AtomicBoolean;

/// Whether the server takes new clients, or is on its way down. Thread-safe; there is no way back.
public final class ServerPhase {

    private final AtomicBoolean draining = new AtomicBoolean();

    /// From now on nobody new is taken in.
    void startDraining() {
        draining.set(true);
    }

    /// Whether the server is on its way down.
    public boolean isDraining() {
        return draining.get();
    }
}
