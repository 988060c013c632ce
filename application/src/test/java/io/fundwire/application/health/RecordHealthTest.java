package io.fundwire.application.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Publisher;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.health.HealthSample;
import io.fundwire.domain.notification.AckStatus;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

final class RecordHealthTest {

    private final VirtualClock clock = new VirtualClock();
    private final Core core = Core.on(clock);

    @Test
    void theFirstSampleIsTakenAtOnce() {
        core.recordHealth.handle();

        assertThat(samples())
                .containsExactly(
                        new HealthSample(VirtualClock.START, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void aSampleSaysWhatHealthSaysAndWhatWaits() {
        var alice = Visitor.named(core, "alice");
        core.traffic.countReceived();
        core.latency.record(Duration.ofMillis(8), clock.instant());
        var fees = Publisher.in(core).tells("fees", "alice", "carol");
        alice.settled();
        alice.acknowledges(AckStatus.READ, fees);
        Visitor.named(core, "bob");
        var waiting =
                core.clients.all().stream()
                        .mapToInt(client -> client.session().waiting().messages())
                        .toArray();

        core.recordHealth.handle();

        assertThat(waiting).hasSize(2).doesNotContain(0);
        assertThat(samples())
                .containsExactly(
                        HealthSample.of(
                                core.reportSystemHealth.handle(),
                                (long) waiting[0] + waiting[1],
                                VirtualClock.START));
        assertThat(samples().getFirst())
                .returns(2, HealthSample::connectedClients)
                .returns(1L, HealthSample::messagesReceived)
                .returns(3L, HealthSample::messagesSent)
                .returns(1L, HealthSample::published)
                .returns(1L, HealthSample::delivered)
                .returns(1L, HealthSample::acknowledged)
                .returns(1L, HealthSample::pending);
        assertThat(samples().getFirst().p50Millis()).isBetween(8.0, 9.0);
        assertThat(samples().getFirst().p99Millis()).isBetween(8.0, 9.0);
    }

    @Test
    void aSampleIsTakenEachFiveSeconds() {
        core.recordHealth.handle();

        passes(Duration.ofMillis(4_999));
        assertThat(seconds()).containsExactly(0.0);
        passes(Duration.ofMillis(1));
        passes(Duration.ofSeconds(5));

        assertThat(seconds()).containsExactly(0.0, 5.0, 10.0);
    }

    @Test
    void delaysDoNotAddUp() {
        core.recordHealth.handle();

        passes(Duration.ofMillis(6_500));
        passes(Duration.ofMillis(3_500));
        passes(Duration.ofSeconds(5));

        assertThat(seconds()).containsExactly(0.0, 6.5, 10.0, 15.0);
    }

    @Test
    void whatWasSleptThroughIsNotMadeUpFor() {
        core.recordHealth.handle();

        passes(Duration.ofSeconds(62));
        passes(Duration.ofSeconds(3));

        assertThat(seconds()).containsExactly(0.0, 62.0, 65.0);
        assertThat(core.alarms.count()).isEqualTo(1);
    }

    @Test
    void aSampleThatFailsIsNotTheLast() {
        var check = new Check();
        var core = Core.of(Core.Settings.defaults().with(check), clock);
        core.recordHealth.handle();

        check.fails = true;
        clock.advance(Duration.ofSeconds(5));
        assertThatThrownBy(core.alarms::ring).isInstanceOf(IllegalStateException.class);
        check.fails = false;
        clock.advance(Duration.ofSeconds(5));
        core.alarms.ring();

        assertThat(core.showHealthHistory.handle().samples())
                .extracting(HealthSample::at)
                .containsExactly(VirtualClock.START, VirtualClock.START.plusSeconds(10));
    }

    @Test
    void theHistoryGoesBackTenMinutes() {
        core.recordHealth.handle();

        for (int i = 0; i < 150; i++) {
            passes(Duration.ofSeconds(5));
        }

        assertThat(core.showHealthHistory.handle().intervalMillis()).isEqualTo(5_000);
        assertThat(seconds()).hasSize(121).startsWith(150.0, 155.0).endsWith(750.0);
    }

    private void passes(Duration time) {
        clock.advance(time);
        core.alarms.ring();
    }

    private List<HealthSample> samples() {
        return core.showHealthHistory.handle().samples();
    }

    private List<Double> seconds() {
        return samples().stream()
                .map(sample -> Duration.between(VirtualClock.START, sample.at()).toMillis() / 1e3)
                .toList();
    }

    private static final class Check implements HealthCheck {

        private boolean fails;

        @Override
        public Optional<String> problem() {
            if (fails) {
                throw new IllegalStateException("broken");
            }
            return Optional.empty();
        }
    }
}
