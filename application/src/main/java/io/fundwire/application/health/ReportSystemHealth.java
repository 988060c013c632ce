package io.fundwire.application.health;

import io.fundwire.application.notification.NotificationStore;
import io.fundwire.application.session.ConnectedClients;
import io.fundwire.application.session.ServerPhase;
import io.fundwire.domain.health.HealthStatus;
import io.fundwire.domain.health.LatencyWindow;
import io.fundwire.domain.health.SystemHealth;
import io.fundwire.domain.health.Traffic;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Says how the server is doing.
public final class ReportSystemHealth {

    private final ServerIdentity identity;
    private final ConnectedClients clients;
    private final ServerPhase phase;
    private final Gauges gauges;
    private final NotificationStore notifications;
    private final List<HealthCheck> checks;
    private final InstantSource clock;

    /// @param checks are asked at each report
    public ReportSystemHealth(
            ServerIdentity identity,
            ConnectedClients clients,
            ServerPhase phase,
            Gauges gauges,
            NotificationStore notifications,
            List<HealthCheck> checks,
            InstantSource clock) {
        this.identity = identity;
        this.clients = clients;
        this.phase = phase;
        this.gauges = gauges;
        this.notifications = notifications;
        this.checks = List.copyOf(checks);
        this.clock = clock;
    }

    /// What is measured all the time.
    public record Gauges(Traffic traffic, LatencyWindow latency, MemoryGauge memory) {}

    /// Looks now.
    public SystemHealth handle() {
        Instant now = clock.instant();
        List<String> problems =
                checks.stream().map(HealthCheck::problem).flatMap(Optional::stream).toList();
        return new SystemHealth(
                status(problems),
                problems,
                clients.count(),
                gauges.traffic().sent(),
                gauges.traffic().received(),
                Duration.between(identity.startedAt(), now).toSeconds(),
                identity.version(),
                identity.node(),
                gauges.memory().read(),
                gauges.latency().percentiles(now),
                notifications.counts());
    }

    private HealthStatus status(List<String> problems) {
        if (phase.isDraining()) {
            return HealthStatus.DRAINING;
        }
        return problems.isEmpty() ? HealthStatus.HEALTHY : HealthStatus.DEGRADED;
    }
}
