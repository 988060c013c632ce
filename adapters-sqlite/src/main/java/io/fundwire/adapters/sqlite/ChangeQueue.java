package io.fundwire.adapters.sqlite;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The changes that wait for the writer, in their order and up to a bound. Thread-safe.
final class ChangeQueue {

    /// How many promised changes may wait. A notification has up to 16 KiB.
    static final int MAX_PROMISED = 4096;

    /// How many records may wait: one for each client while a broadcast is written, and small. They
    /// have a bound of their own, so that they keep nobody from publishing.
    static final int MAX_RECORDS = 65_536;

    /// How many changes are taken at once: enough for one commit to cost each of them next to
    /// nothing, few enough for the first not to wait long for the last.
    static final int MAX_TAKEN = 4096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Queue<Change<?>> waiting = new ArrayDeque<>();
    private int promised;
    private boolean closed;

    /// What became of a change that was offered.
    enum Admission {
        /// It will be taken.
        ADMITTED,
        /// Too many wait.
        FULL,
        /// Nothing is taken in any more.
        CLOSED
    }

    Admission offer(Change<?> change) {
        lock.lock();
        try {
            if (closed) {
                return Admission.CLOSED;
            }
            if (isFull(change)) {
                return Admission.FULL;
            }
            waiting.add(change);
            promised += change.isPromised() ? 1 : 0;
            news.signal();
            return Admission.ADMITTED;
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull(Change<?> change) {
        return change.isPromised()
                ? promised >= MAX_PROMISED
                : waiting.size() - promised >= MAX_RECORDS;
    }

    /// Takes all that waits, and waits for something if nothing does.
    ///
    /// @return nothing if nothing came within that time or ever will
    List<Change<?>> take(Duration patience) {
        lock.lock();
        try {
            awaitNews(patience.toNanos());
            List<Change<?>> taken = new ArrayList<>();
            while (!waiting.isEmpty() && taken.size() < MAX_TAKEN) {
                Change<?> next = waiting.remove();
                promised -= next.isPromised() ? 1 : 0;
                taken.add(next);
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void awaitNews(long patienceNanos) {
        long left = patienceNanos;
        while (waiting.isEmpty() && !closed && left > 0) {
            try {
                left = news.awaitNanos(left);
            } catch (InterruptedException e) {
                // Whoever wants the writer to end closes the queue, and waits for what is in it.
                left = 0;
            }
        }
    }

    /// Takes nothing in any more; what waits can still be taken.
    void close() {
        lock.lock();
        try {
            closed = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Whether nothing waits and nothing will.
    boolean isDone() {
        lock.lock();
        try {
            return closed && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
