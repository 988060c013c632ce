package io.fundwire.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.time.Duration.between;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;

class SteadyClockTest {

    private static final Instant START = Instant.parse("2026-11-23T01:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration DAY = Duration.ofDays(1);

    private final SystemClock system = new SystemClock();
    private final SteadyClock clock = new SteadyClock(system);

    @Test
    void startsAtTheSystemsTime() {
        assertThat(clock.instant()).isBetween(START, START.plus(PATIENCE));
    }

    @Test
    void doesNotJumpForwardWithTheSystem() {
        system.setAhead(DAY);
        clock.follow();

        assertThat(clock.instant()).isBetween(START, START.plus(PATIENCE));
    }

    @Test
    void doesNotJumpBackWithTheSystem() {
        Instant before = clock.instant();

        system.setAhead(DAY.negated());
        clock.follow();

        assertThat(clock.instant()).isAfterOrEqualTo(before);
    }

    /// By the next second it has made up for what it was off, unless that is more than a tenth.
    @ParameterizedTest
    @CsvSource({
        "0, 1.00",
        "50, 1.05",
        "-50, 0.95",
        "100, 1.10",
        "-100, 0.90",
        "5000, 1.10",
        "-5000, 0.90"
    })
    void goesFasterOrSlowerByWhatItIsOff(long millisAhead, double speed) {
        // Measured again where the machine took a break in the middle.
        assertThat(
                        Stream.generate(() -> speedWhenOffBy(millisAhead))
                                .limit(20)
                                .anyMatch(measured -> Math.abs(measured - speed) < 0.005))
                .as("went at a speed of %s", speed)
                .isTrue();
    }

    @Test
    void neverGoesBackHoweverTheSystemsClockIsSet() {
        Instant last = clock.instant();
        for (int i = 0; i < 20_000; i++) {
            if (i % 10 == 0) {
                system.setAhead(i % 20 == 0 ? DAY : DAY.negated());
                clock.follow();
            }
            Instant next = clock.instant();
            assertThat(next).isAfterOrEqualTo(last);
            last = next;
        }
    }

    /// Measured for a while by the monotonic clock.
    private static double speedWhenOffBy(long millisAhead) {
        var system = new SystemClock();
        var clock = new SteadyClock(system);
        system.setAhead(Duration.ofMillis(millisAhead));
        clock.follow();

        long fromNanos = System.nanoTime();
        Instant from = clock.instant();
        await().atMost(PATIENCE)
                .until(() -> between(from, clock.instant()).compareTo(Duration.ofMillis(100)) > 0);
        long nanos = System.nanoTime() - fromNanos;
        return (double) between(from, clock.instant()).toNanos() / nanos;
    }

    /// Runs like the monotonic clock, but can be set.
    private static final class SystemClock implements InstantSource {

        private final long startNanos = System.nanoTime();
        private Duration ahead = Duration.ZERO;

        void setAhead(Duration by) {
            ahead = by;
        }

        @Override
        public Instant instant() {
            return START.plus(ahead).plusNanos(System.nanoTime() - startNanos);
        }
    }
}
