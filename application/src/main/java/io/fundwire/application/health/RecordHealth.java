package io.fundwire.application.health;

import io.fundwire.application.channel.Alarms;
import io.fundwire.application.session.ConnectedClients;
import io.fundwire.domain.health.HealthHistory;
import io.fundwire.domain.health.HealthSample;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Takes a sample of how the server is doing, now and at each [interval][HealthHistory#INTERVAL]
/// from now on.
public final class RecordHealth {

    private final ReportSystemHealth reportSystemHealth;
    private final ConnectedClients clients;
    private final HealthHistory history;
    private final Alarms alarms;
    private final InstantSource clock;

    /// @param history gets the samples
    public RecordHealth(
            ReportSystemHealth reportSystemHealth,
            ConnectedClients clients,
            HealthHistory history,
            Alarms alarms,
            InstantSource clock) {
        this.reportSystemHealth = reportSystemHealth;
        this.clients = clients;
        this.history = history;
        this.alarms = alarms;
        this.clock = clock;
    }

    /// Begins. To be called once.
    public void handle() {
        sample(clock.instant());
    }

    /// The next one is set first: one that fails must not be the last.
    private void sample(Instant due) {
        Instant now = clock.instant();
        Instant next = afterThat(due, now);
        alarms.at(next, () -> sample(next));
        history.add(HealthSample.of(reportSystemHealth.handle(), waitingMessages(), now));
    }

    /// Counted from when this one was due, so that delays do not add up; those that a machine slept
    /// through are left out.
    private static Instant afterThat(Instant due, Instant now) {
        long late = Math.max(0, Duration.between(due, now).dividedBy(HealthHistory.INTERVAL));
        return due.plus(HealthHistory.INTERVAL.multipliedBy(late + 1));
    }

    private long waitingMessages() {
        return clients.all().stream()
                .mapToLong(client -> client.session().waiting().messages())
                .sum();
    }
}
