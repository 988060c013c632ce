package io.fundwire.domain.session;

/// When a client is told that something of its was dropped: at most once a second, whichever limit
/// it was over (protocol section 3). Not thread-safe.
final class DropNotice {

    private static final long EVERY_NANOS = 1_000_000_000L;

    private long dueAt = Long.MIN_VALUE;

    /// Whether the client is to be told now; it is then not due again for a second.
    boolean isDue(long nowNanos) {
        boolean due = nowNanos >= dueAt;
        if (due) {
            dueAt = nowNanos + EVERY_NANOS;
        }
        return due;
    }
}
