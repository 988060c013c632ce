package io.fundwire.application.store;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/// Hands out the receipts of a store one after the other, in the order in which they were added and
/// outside of any lock, on the thread of whoever comes first. Thread-safe.
public final class ReceiptQueue {

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean isHandingOut;

    /// Adds the call that hands out one receipt.
    public synchronized void add(Runnable receipt) {
        waiting.add(receipt);
    }

    /// Hands out all that waits, unless it is being handed out already.
    public void handOut() {
        if (begin()) {
            boolean done = false;
            try {
                for (var next = next(); next.isPresent(); next = next()) {
                    next.get().run();
                }
                done = true;
            } finally {
                if (!done) {
                    stop();
                }
            }
        }
    }

    /// A receipt failed: the others are handed out by who comes next.
    private synchronized void stop() {
        isHandingOut = false;
    }

    private synchronized boolean begin() {
        boolean isFirst = !isHandingOut;
        isHandingOut = true;
        return isFirst;
    }

    private synchronized Optional<Runnable> next() {
        var next = Optional.ofNullable(waiting.poll());
        isHandingOut = next.isPresent();
        return next;
    }
}
