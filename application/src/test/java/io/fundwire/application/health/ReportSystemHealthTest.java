package io.fundwire.application.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Publisher;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.application.session.DrainServer;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.health.HealthStatus;
import io.fundwire.domain.health.Latency;
import io.fundwire.domain.health.Memory;
import io.fundwire.domain.health.SystemHealth;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.NotificationCounts;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

final class ReportSystemHealthTest {

    private static final HealthCheck BROKEN_DISK = () -> Optional.of("The disk is full.");

    private final VirtualClock clock = new VirtualClock();
    private final Core core = Core.on(clock);

    @Test
    void aServerThatJustStartedIsHealthyAndIdle() {
        assertThat(health(core))
                .isEqualTo(
                        new SystemHealth(
                                HealthStatus.HEALTHY,
                                List.of(),
                                0,
                                0,
                                0,
                                0,
                                "test",
                                "node-1",
                                new Memory(1000, 2000),
                                new Latency(0, 0),
                                new NotificationCounts(0, 0, 0, 0)));
    }

    @Test
    void countsClientsMessagesAndNotifications() {
        var alice = Visitor.named(core, "alice");
        Visitor.named(core, "bob");
        core.traffic.countReceived();
        var fees = Publisher.in(core).tells("fees", "alice", "carol");
        alice.settled();
        alice.acknowledges(AckStatus.READ, fees);

        var health = health(core);

        assertThat(health.connectedClients()).isEqualTo(2);
        assertThat(health.messagesReceived()).isEqualTo(1);
        assertThat(health.messagesSent()).isEqualTo(3); // Welcome, notification, unread.
        assertThat(health.notifications()).isEqualTo(new NotificationCounts(1, 1, 1, 1));
    }

    @Test
    void uptimeIsInWholeSeconds() {
        clock.advance(Duration.ofMillis(61_999));

        assertThat(health(core).uptime()).isEqualTo(61);
    }

    @Test
    void latencyIsThatOfTheLastMinute() {
        core.latency.record(Duration.ofMillis(8), clock.instant());
        assertThat(health(core).latency().p99Millis()).isBetween(8.0, 9.0);

        clock.advance(Duration.ofMinutes(1));
        assertThat(health(core).latency()).isEqualTo(new Latency(0, 0));
    }

    @Test
    void aServerOfWhichAPartFailsIsDegradedAndSaysWhy() {
        var core = Core.of(Core.Settings.defaults().with(BROKEN_DISK), clock);

        var health = health(core);

        assertThat(health.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(health.reasons()).containsExactly("The disk is full.");
    }

    @Test
    void checksAreAskedAtEachReport() {
        var disk = new Disk();
        var core = Core.of(Core.Settings.defaults().with(disk), clock);
        disk.problem = Optional.of("The disk is full.");
        assertThat(health(core).status()).isEqualTo(HealthStatus.DEGRADED);

        disk.problem = Optional.empty();
        assertThat(health(core).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aServerOnItsWayDownIsDrainingWhateverElseIsWrong() {
        var core = Core.of(Core.Settings.defaults().with(BROKEN_DISK), clock);

        core.drainServer.handle(new DrainServer.Input(0));

        assertThat(health(core).status()).isEqualTo(HealthStatus.DRAINING);
    }

    private static SystemHealth health(Core core) {
        return core.reportSystemHealth.handle();
    }

    private static final class Disk implements HealthCheck {

        private Optional<String> problem = Optional.empty();

        @Override
        public Optional<String> problem() {
            return problem;
        }
    }
}
