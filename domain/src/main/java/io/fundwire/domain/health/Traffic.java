package io.fundwire.domain.health;

import java.util.concurrent.atomic.LongAdder;

/// Counts the messages of all clients since the server started. Thread-safe.
public final class Traffic {

    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();

    /// One message came in, good or bad.
    public void countReceived() {
        received.increment();
    }

    /// That many messages were written to sockets.
    public void countSent(int messages) {
        sent.add(messages);
    }

    /// Messages that came in so far.
    public long received() {
        return received.sum();
    }

    /// Messages written so far.
    public long sent() {
        return sent.sum();
    }
}
