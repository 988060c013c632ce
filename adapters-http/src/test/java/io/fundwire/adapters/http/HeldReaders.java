package io.fundwire.adapters.http;

import java.util.ArrayDeque;
import java.util.Queue;

/// Asks questions to the store at once, or when a test says so. Thread-safe.
final class HeldReaders {

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean holding;

    void run(Runnable reading) {
        if (!keeps(reading)) {
            reading.run();
        }
    }

    private synchronized boolean keeps(Runnable reading) {
        return holding && waiting.add(reading);
    }

    synchronized void hold() {
        holding = true;
    }

    synchronized int held() {
        return waiting.size();
    }

    synchronized void release() {
        holding = false;
        waiting.forEach(Runnable::run);
        waiting.clear();
    }
}
