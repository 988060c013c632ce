package io.fundwire.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fundwire.domain.fixtures.Simulation;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.notification.RetrySchedule.Outcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

final class RetryScheduleTest {

    private static final Instant START = VirtualClock.START;
    private static final Duration THREE_DAYS = Duration.ofDays(3);

    private final RetrySchedule schedule = RetrySchedule.DEFAULT;

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 10", "3, 20", "8, 640", "9, 1280", "10, 1800", "30, 1800"})
    void theMeanDelayDoublesUpToHalfAnHour(int failures, int meanSeconds) {
        var random = new SplittableRandom(failures);

        double mean =
                IntStream.range(0, 10_000)
                        .mapToLong(i -> delayMillis(failures, random))
                        .average()
                        .orElseThrow();

        assertThat(mean / 1000).isCloseTo(meanSeconds, within(meanSeconds * 0.05));
    }

    @Test
    void everyDelayUpToTheCeilingIsDrawnAndNoOther() {
        var small = new RetrySchedule(Duration.ofMillis(2), Duration.ofHours(1), THREE_DAYS, 1);
        var random = new SplittableRandom(1);

        var drawn = new HashSet<Outcome>();
        IntStream.range(0, 1000).forEach(i -> drawn.add(small.after(1, START, START, random)));

        assertThat(drawn)
                .containsExactlyInAnyOrder(
                        new Outcome.RetryAt(START.plusMillis(1)),
                        new Outcome.RetryAt(START.plusMillis(2)),
                        new Outcome.RetryAt(START.plusMillis(3)),
                        new Outcome.RetryAt(START.plusMillis(4)));
    }

    @Test
    void aRetryIsAlwaysInTheFutureAndNeverLaterThanInAnHour() {
        Simulation.seeds(1000)
                .run(random ->
                        assertThat(delayMillis(random.nextInt(1, Integer.MAX_VALUE), random))
                                .isBetween(1L, Duration.ofHours(1).toMillis()));
    }

    @ParameterizedTest
    @CsvSource({
        "PT71H59M59.999S, 10, false",
        "PT72H, 9, false",
        "PT72H, 10, true",
        "PT720H, 1, false",
        "PT720H, 11, true"
    })
    void givesUpAfterThreeDaysAndTenFailures(Duration age, int failures, boolean givesUp) {
        var outcome = schedule.after(failures, START, START.plus(age), new SplittableRandom(1));

        assertThat(outcome instanceof Outcome.GiveUp).isEqualTo(givesUp);
    }

    @Test
    void whoNeverSucceedsTriesOftenAtFirstAndThenEveryHalfHourForThreeDays() {
        Simulation.seeds(200)
                .run(random -> {
                    Instant now = START;
                    int failures = 1;
                    int firstMinutes = 0;
                    while (schedule.after(failures, START, now, random)
                            instanceof Outcome.RetryAt(var at)) {
                        assertThat(at).isAfter(now);
                        now = at;
                        failures++;
                        if (now.isBefore(START.plus(Duration.ofMinutes(15)))) {
                            firstMinutes++;
                        }
                    }

                    assertThat(firstMinutes).isGreaterThanOrEqualTo(3);
                    assertThat(failures).isBetween(100, 220);
                    assertThat(Duration.between(START, now))
                            .isBetween(THREE_DAYS, THREE_DAYS.plusHours(1));
                });
    }

    private long delayMillis(int failures, RandomGenerator random) {
        return schedule.after(failures, START, START, random) instanceof Outcome.RetryAt(var at)
                ? Duration.between(START, at).toMillis()
                : 0;
    }
}
