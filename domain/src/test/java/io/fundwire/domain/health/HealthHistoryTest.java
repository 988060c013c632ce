package io.fundwire.domain.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

final class HealthHistoryTest {

    private final VirtualClock clock = new VirtualClock();
    private final HealthHistory history = new HealthHistory();

    @Test
    void tenMinutesAreRememberedFromEndToEnd() {
        Instant last = VirtualClock.START;
        for (int i = 0; i < 200; i++) {
            last = clock.instant();
            history.add(sample());
            clock.advance(HealthHistory.INTERVAL);
        }

        var times = times(last);
        assertThat(times).hasSize(121).isSorted();
        assertThat(times.getFirst()).isEqualTo(last.minus(Duration.ofMinutes(10)));
        assertThat(times.getLast()).isEqualTo(last);
    }

    @Test
    void whatIsOlderIsNotShownThoughNothingCameSince() {
        history.add(sample());
        clock.advance(Duration.ofMinutes(9));
        history.add(sample());

        assertThat(times(clock.instant().plus(Duration.ofMinutes(1)))).hasSize(2);
        assertThat(times(clock.instant().plus(Duration.ofMinutes(1)).plusMillis(1))).hasSize(1);
    }

    /// Under load a sample may be taken late, and the next one in time.
    @Test
    void moreThanThereIsRoomForAreNotKept() {
        for (int i = 0; i < 130; i++) {
            history.add(sample());
        }

        assertThat(times(clock.instant())).hasSize(121);
    }

    private HealthSample sample() {
        return new HealthSample(clock.instant(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    private List<Instant> times(Instant now) {
        return history.samples(now).stream().map(HealthSample::at).toList();
    }
}
