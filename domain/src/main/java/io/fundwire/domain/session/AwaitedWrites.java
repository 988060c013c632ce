package io.fundwire.domain.session;

import org.jspecify.annotations.Nullable;

/// How many of a client's messages await their durable write. Up to [#MAX] may, so that one commit
/// serves many of them; with as many on the way the client is not read from (protocol section 3).
/// Thread-safe.
public final class AwaitedWrites {

    /// The most that may be awaited before the client has to wait.
    public static final int MAX = 64;

    private int awaited;
    private @Nullable Runnable parked;

    /// Nothing is awaited yet.
    AwaitedWrites() {}

    /// One more is on its way.
    public synchronized void begin() {
        awaited++;
    }

    /// One has ended. What was waiting for room runs on this thread, if there is room again.
    public void end() {
        Runnable next = unparked();
        if (next != null) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable unparked() {
        awaited--;
        Runnable next = awaited < MAX ? parked : null;
        if (next != null) {
            parked = null;
        }
        return next;
    }

    /// Runs `next` as soon as there is room for one more: now, or on the thread of an [#end]. One
    /// at a time may wait.
    public void whenRoom(Runnable next) {
        if (!parks(next)) {
            next.run();
        }
    }

    private synchronized boolean parks(Runnable next) {
        if (awaited < MAX) {
            return false;
        }
        parked = next;
        return true;
    }
}
