package io.fundwire.domain.health;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.temporal.ChronoUnit.MICROS;
import static java.time.temporal.ChronoUnit.MILLIS;

import io.fundwire.domain.fixtures.Simulation;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

final class LatencyWindowTest {

    private static final Latency NOTHING = new Latency(0, 0);

    private final VirtualClock clock = new VirtualClock();
    private final LatencyWindow window = new LatencyWindow();

    @Test
    void isZeroWhereNothingWasMeasured() {
        assertThat(percentiles()).isEqualTo(NOTHING);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 8, 9, 15, 16, 1000, 1024, 999_999, 1_048_576, 60_000_000})
    void aDurationIsAtMostAnEighthTooHigh(long micros) {
        record(micros, MICROS);

        assertThatIsClose(percentiles().p50Millis(), micros);
    }

    @Test
    void halfOfTheDurationsAreNoLongerThanTheMedianAndOneInAHundredIsLongerThanP99() {
        for (int i = 0; i < 50; i++) {
            record(1, MILLIS);
        }
        for (int i = 0; i < 49; i++) {
            record(10, MILLIS);
        }
        record(1000, MILLIS);

        assertThat(percentiles().p50Millis()).isBetween(1.0, 1.125);
        assertThat(percentiles().p99Millis()).isBetween(10.0, 11.25);

        record(1000, MILLIS);
        record(1000, MILLIS);

        assertThat(percentiles().p50Millis()).isBetween(10.0, 11.25);
        assertThat(percentiles().p99Millis()).isBetween(1000.0, 1125.0);
    }

    @Test
    void percentilesAreNeverTooLowAndAtMostAnEighthTooHigh() {
        Simulation.seeds(500).run(LatencyWindowTest::compareWithSortedDurations);
    }

    private static void compareWithSortedDurations(RandomGenerator random) {
        var window = new LatencyWindow();
        long[] micros =
                LongStream.generate(() -> random.nextLong(1L << random.nextInt(1, 36)))
                        .limit(1 + random.nextInt(300))
                        .toArray();
        for (long duration : micros) {
            window.record(Duration.of(duration, MICROS), VirtualClock.START);
        }

        var measured = window.percentiles(VirtualClock.START);

        Arrays.sort(micros);
        assertThatIsClose(measured.p50Millis(), micros[(int) Math.ceil(micros.length * 0.5) - 1]);
        assertThatIsClose(measured.p99Millis(), micros[(int) Math.ceil(micros.length * 0.99) - 1]);
    }

    @Test
    void remembersAMinuteInSlicesOfTenSeconds() {
        clock.advance(Duration.ofMillis(9_999)); // The end of a slice.
        record(5, MILLIS);

        clock.advance(Duration.ofSeconds(50));
        assertThat(percentiles()).isNotEqualTo(NOTHING);

        clock.advance(Duration.ofMillis(1));
        assertThat(percentiles()).isEqualTo(NOTHING);
    }

    @Test
    void countsNothingThatIsOlderThanAMinute() {
        record(1000, MILLIS);

        clock.advance(Duration.ofMinutes(1));
        record(1, MILLIS);

        assertThat(percentiles().p99Millis()).isLessThan(2);
    }

    @Test
    void forgetsSliceBySlice() {
        for (int slice = 0; slice < 6; slice++) {
            record(1000, MILLIS);
            clock.advance(Duration.ofSeconds(10));
        }
        for (int i = 0; i < 4; i++) {
            record(1, MILLIS);
        }
        assertThat(percentiles().p50Millis()).isGreaterThan(999);

        clock.advance(Duration.ofSeconds(10));
        assertThat(percentiles().p50Millis()).isLessThan(2);
    }

    @Test
    void aLongIdleTimeForgetsAll() {
        record(5, MILLIS);

        clock.advance(Duration.ofDays(1));

        assertThat(percentiles()).isEqualTo(NOTHING);
    }

    @Test
    void aClockThatStepsBackMakesADurationZero() {
        record(-5, MILLIS);
        record(-5, MILLIS);
        record(3, MICROS);

        assertThat(percentiles()).isEqualTo(new Latency(0, 0.003));
    }

    @Test
    void aDurationBeyondAllMeasureIsCounted() {
        record(1000, ChronoUnit.DAYS); // The largest bucket ends after some 50 days.

        assertThat(percentiles().p50Millis()).isGreaterThan(4e9);
    }

    private static void assertThatIsClose(double measuredMillis, long micros) {
        long measured = Math.round(measuredMillis * 1000);
        assertThat(measured).isBetween(micros, micros + micros / 8);
    }

    private void record(long amount, ChronoUnit unit) {
        window.record(Duration.of(amount, unit), clock.instant());
    }

    private Latency percentiles() {
        return window.percentiles(clock.instant());
    }
}
