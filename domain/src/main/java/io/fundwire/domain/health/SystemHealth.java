package io.fundwire.domain.health;

import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;
import io.fundwire.domain.notification.NotificationCounts;

import java.util.List;

/// How the server is doing (protocol section 2).
///
/// @param reasons why it is degraded; empty otherwise
/// @param uptime whole seconds
/// @param node what this server calls itself
/// @param latency message read to answer written, over the last minute
public record SystemHealth(
        HealthStatus status,
        List<String> reasons,
        int connectedClients,
        long messagesSent,
        long messagesReceived,
        long uptime,
        String version,
        String node,
        Memory memory,
        Latency latency,
        NotificationCounts notifications)
        implements ServerMessage {

    @Override
    public String type() {
        return "system-health";
    }

    @Override
    public Lane lane() {
        return Lane.CONTROL;
    }
}
