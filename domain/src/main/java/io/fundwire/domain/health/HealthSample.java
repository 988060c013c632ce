package io.fundwire.domain.health;

import java.time.Instant;

/// How the server was doing at a moment. What is counted is counted as in [SystemHealth], from the
/// start on, so that two samples tell what happened between them, whatever was missed.
///
/// @param p50Millis the latency of the minute before
/// @param p99Millis the latency of the minute before
/// @param waitingMessages in all outboxes together
public record HealthSample(
        Instant at,
        int connectedClients,
        long messagesReceived,
        long messagesSent,
        double p50Millis,
        double p99Millis,
        long published,
        long delivered,
        long acknowledged,
        long pending,
        long waitingMessages) {

    /// A sample made of what the server reports.
    public static HealthSample of(SystemHealth health, long waitingMessages, Instant at) {
        return new HealthSample(
                at,
                health.connectedClients(),
                health.messagesReceived(),
                health.messagesSent(),
                health.latency().p50Millis(),
                health.latency().p99Millis(),
                health.notifications().published(),
                health.notifications().delivered(),
                health.notifications().acknowledged(),
                health.notifications().pending(),
                waitingMessages);
    }
}
