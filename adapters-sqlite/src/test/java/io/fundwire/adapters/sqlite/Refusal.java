package io.fundwire.adapters.sqlite;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.fundwire.application.store.Receipt;

import java.util.concurrent.CompletableFuture;

/// The receipt of a change that a test expects not to be kept.
final class Refusal<T> implements Receipt<T> {

    private static final int PATIENCE_SECONDS = 60;

    private final CompletableFuture<RuntimeException> reason = new CompletableFuture<>();

    /// Waits for it.
    RuntimeException reason() {
        return reason.orTimeout(PATIENCE_SECONDS, SECONDS).join();
    }

    @Override
    public void kept(T answer, long version) {
        reason.completeExceptionally(new AssertionError("kept: " + answer));
    }

    @Override
    public void notKept(RuntimeException why) {
        reason.complete(why);
    }
}
