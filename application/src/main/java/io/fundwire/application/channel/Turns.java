package io.fundwire.application.channel;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.LongPredicate;

/// Things to be done one after the other, in their order, each when the offset that it waits for
/// has come. They are done outside of the lock, by one thread at a time. Thread-safe.
final class Turns {

    private final Object lock;
    private final LongPredicate hasCome;
    private final Queue<Turn> waiting = new ArrayDeque<>(2);
    private boolean isUnderWay;

    private record Turn(long offset, Runnable work) {}

    /// @param lock guards this and what `hasCome` looks at
    Turns(Object lock, LongPredicate hasCome) {
        this.lock = lock;
        this.hasCome = hasCome;
    }

    /// Does `work` in its turn: now, or on a thread of [#goOn].
    void take(long offset, Runnable work) {
        synchronized (lock) {
            waiting.add(new Turn(offset, work));
        }
        goOn();
    }

    /// Does what has come, unless another thread does.
    void goOn() {
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

    private boolean begin() {
        synchronized (lock) {
            boolean begins = !isUnderWay;
            isUnderWay = true;
            return begins;
        }
    }

    /// One failed: the others are done by who comes next.
    private void stop() {
        synchronized (lock) {
            isUnderWay = false;
        }
    }

    private Optional<Runnable> next() {
        synchronized (lock) {
            var first = waiting.peek();
            isUnderWay = first != null && hasCome.test(first.offset());
            return isUnderWay ? Optional.of(waiting.remove().work()) : Optional.empty();
        }
    }
}
