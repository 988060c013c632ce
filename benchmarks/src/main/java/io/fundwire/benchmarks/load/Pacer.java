package io.fundwire.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// The thread that writes requests when they are due. It is another one than that of the clients,
/// since a selector cannot wait for less than a millisecond.
final class Pacer {

    private static final long SECOND = 1_000_000_000L;

    private final Swarm swarm;
    private final Schedule schedule;
    private final int broadcasts;
    private final Samples lateness;
    private final Thread thread = new Thread(this::run, "pacer");

    private Pacer(Swarm swarm, Schedule schedule, int broadcasts) {
        this.swarm = swarm;
        this.schedule = schedule;
        this.broadcasts = broadcasts;
        this.lateness = new Samples((int) schedule.count());
    }

    /// @param broadcasts to all clients each second, besides
    static Pacer start(Swarm swarm, Schedule schedule, int broadcasts) {
        var pacer = new Pacer(swarm, schedule, broadcasts);
        pacer.thread.setDaemon(true);
        pacer.thread.start();
        return pacer;
    }

    private void run() {
        sleepsExactly();
        var heartbeat = Frame.text(Talk.heartbeat());
        long told = 0;
        try {
            for (long i = 0; i < schedule.count(); i++) {
                long due = schedule.due(i);
                for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                    LockSupport.parkNanos(due - now);
                }
                swarm.client(schedule.client(i)).write(heartbeat);
                lateness.add(System.nanoTime() - due);
                if (broadcasts > 0 && due - schedule.begin() >= told * SECOND / broadcasts) {
                    swarm.client(0).write(Frame.text(Talk.publish(++told)));
                }
            }
        } catch (IOException stopped) {
            throw new UncheckedIOException(stopped);
        }
    }

    /// By default Linux wakes a thread up to 50 microseconds late, to wake others with it.
    private static void sleepsExactly() {
        try {
            Path self = Path.of("/proc/thread-self").toRealPath().getFileName();
            Files.writeString(Path.of("/proc", self.toString(), "timerslack_ns"), "1");
        } catch (IOException otherSystem) {
            // It is late by more, then, and says so.
        }
    }

    /// How long after it was due each request was written. Once all are.
    Samples lateness() {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        return lateness;
    }
}
