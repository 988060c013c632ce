package io.fundwire.domain.message;

import java.time.Duration;

/// How much may wait for one client (protocol section 3).
///
/// @param maxBytes never more bytes than this
/// @param maxMessages no more messages than this once the oldest has waited for `patience`
/// @param patience how long a burst of any number of messages is fine
public record OutboxLimits(int maxBytes, int maxMessages, Duration patience) {

    /// 1 MiB; 256 messages once the oldest has waited 2 s.
    public static final OutboxLimits DEFAULT =
            new OutboxLimits(1024 * 1024, 256, Duration.ofSeconds(2));

    /// @throws IllegalArgumentException if a limit is not above zero
    public OutboxLimits {
        if (maxBytes <= 0 || maxMessages <= 0 || patience.isNegative()) {
            throw new IllegalArgumentException("outbox limits must be above zero");
        }
    }
}
