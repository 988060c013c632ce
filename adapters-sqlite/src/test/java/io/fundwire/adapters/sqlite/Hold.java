package io.fundwire.adapters.sqlite;

import java.util.concurrent.CompletableFuture;

/// Keeps a store's writer in the middle of a transaction, until a test lets it go on.
final class Hold {

    private final CompletableFuture<Boolean> begun = new CompletableFuture<>();
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();

    private Hold() {}

    /// Returns when the writer is held: what is asked for from now on waits for its next commit.
    static Hold on(SqliteStore store) {
        return on(store, ledger -> true);
    }

    /// Does some work before it holds the writer.
    static Hold on(SqliteStore store, Ledger.Work<?> work) {
        Settled.store(store);
        var hold = next(store, work);
        hold.awaitBegin();
        return hold;
    }

    /// Holds the writer when it comes to that, after all that was asked for before.
    static Hold next(SqliteStore store) {
        return next(store, ledger -> true);
    }

    private static Hold next(SqliteStore store, Ledger.Work<?> work) {
        var hold = new Hold();
        store.promise(
                ledger -> {
                    work.on(ledger);
                    hold.begun.complete(true);
                    return hold.end.join();
                },
                new Ignored<>());
        return hold;
    }

    void awaitBegin() {
        begun.join();
    }

    void end() {
        end.complete(true);
    }
}
