package io.fundwire.domain.session;

import io.fundwire.domain.message.OutboxLimits;

import java.time.Duration;

/// What one client may cost, and how long it may be silent (protocol section 3).
///
/// @param heartbeatInterval how often a client should be heard
/// @param maxPayload bytes of the largest message that a client may send
/// @param messages how many messages it may send
/// @param ackBytes how many bytes of acknowledgements it may send, which are not counted as
///   messages
/// @param outbox how much may wait for it
public record SessionLimits(
        Duration heartbeatInterval,
        int maxPayload,
        Rate messages,
        Rate ackBytes,
        OutboxLimits outbox) {

    /// 30 s; 16 KiB; 50 messages a second with a burst of 100; 64 KiB of acknowledgements a second.
    public static final SessionLimits DEFAULT =
            new SessionLimits(
                    Duration.ofSeconds(30),
                    16 * 1024,
                    new Rate(50, 100),
                    new Rate(64 * 1024, 64 * 1024),
                    OutboxLimits.DEFAULT);
}
