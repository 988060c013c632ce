package io.fundwire.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Clients that connect, read their welcome and then do nothing at all: they do not even answer the
/// server's close. No library would let a test do that. With as many of them as a server has
/// places, an orderly stop takes seconds.
final class FrozenClients implements AutoCloseable {

    private final List<RawClient> clients = new ArrayList<>();

    private FrozenClients() {}

    static FrozenClients connect(int port, int count) {
        var frozen = new FrozenClients();
        try {
            for (int i = 0; i < count; i++) {
                frozen.clients.add(RawClient.connect(port));
            }
            return frozen;
        } catch (IOException failed) {
            frozen.close();
            throw new AssertionError("not connected: " + failed, failed);
        }
    }

    /// Their connections break.
    void vanish() {
        try {
            for (RawClient client : clients) {
                client.close();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() {
        vanish();
    }
}
