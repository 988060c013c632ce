package io.fundwire.adapters.websocket;

import io.fundwire.application.session.FaultLog;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// The one thread that writes messages to sockets. Connections with something to write queue up,
/// each once however much waits for it; by the time it is a connection's turn, several messages
/// have often gathered and leave in one write (RATIONALE.md has the figures).
final class DrainThread {

    private final Queue<SocketWriter> dirty = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final Thread thread =
            Thread.ofPlatform().name("fundwire-drain").daemon().unstarted(this::run);
    private final FaultLog faults;
    private volatile boolean stopped;

    DrainThread(FaultLog faults) {
        this.faults = faults;
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    /// Queues a connection. Any thread; never blocks.
    void add(SocketWriter writer) {
        dirty.add(writer);
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!stopped) {
            SocketWriter next = dirty.poll();
            if (next == null) {
                sleepUntilAdded();
            } else {
                drain(next);
            }
        }
    }

    /// A fault costs the connection that it struck, and no other.
    private void drain(SocketWriter writer) {
        try {
            writer.drain();
        } catch (RuntimeException fault) {
            faults.report("drain", fault);
            writer.abort();
        }
    }

    /// Says that it sleeps before it looks once more, so that no one who adds can miss it.
    private void sleepUntilAdded() {
        asleep.set(true);
        if (dirty.isEmpty() && !stopped) {
            LockSupport.park(this);
        }
        asleep.set(false);
    }
}
