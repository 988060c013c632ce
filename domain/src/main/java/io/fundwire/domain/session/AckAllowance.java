package io.fundwire.domain.session;

import java.util.concurrent.atomic.AtomicInteger;

/// How many acknowledgements a client may send that do not count against its message rate: one for
/// each notification that it was sent (protocol section 3). To answer what it was told must not use
/// up a client's rate, and to acknowledge the same thing over and over must. Thread-safe.
public final class AckAllowance {

    private final AtomicInteger left = new AtomicInteger();

    /// Nothing was sent yet, so nothing is free.
    AckAllowance() {}

    /// A notification is about to be written to the client.
    public void grant() {
        left.incrementAndGet();
    }

    /// Pays for an acknowledgement, if anything is left to pay with.
    public Payment spend() {
        return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0
                ? Payment.FREE
                : Payment.COUNTS;
    }

    /// How an acknowledgement is paid for.
    public enum Payment {
        /// It answers a notification that was sent.
        FREE,
        /// It counts as a message.
        COUNTS
    }
}
