package io.fundwire.adapters.sqlite;

import io.fundwire.application.fixtures.ForwardingStore;
import io.fundwire.application.fixtures.KeptAnswer;
import io.fundwire.application.fixtures.Stores;

/// A store whose records are kept when it returns. The port says soon, which the contract cannot
/// wait for.
final class Settled extends ForwardingStore {

    private final SqliteStore store;

    Settled(SqliteStore store) {
        super(
                new Stores(
                        store.notifications(),
                        store.notifications(),
                        store.notifications(),
                        store.webhooks()));
        this.store = store;
    }

    /// Waits until all that was asked of a store is kept.
    static void store(SqliteStore store) {
        KeptAnswer.<Boolean>of(receipt -> store.promise(ledger -> true, receipt));
    }

    @Override
    protected void note(Runnable recording) {
        recording.run();
        store(store);
    }
}
