package io.fundwire.domain.session;

import static io.fundwire.domain.session.Liveness.Pulse.ALIVE;
import static io.fundwire.domain.session.Liveness.Pulse.ASK;
import static io.fundwire.domain.session.Liveness.Pulse.SILENT;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;

final class LivenessTest {

    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Duration MILLI = Duration.ofMillis(1);

    private final VirtualClock clock = new VirtualClock();
    private final Liveness liveness = new Liveness(INTERVAL, clock.instant());

    @Test
    void aSilenceShorterThanAnIntervalIsLife() {
        clock.advance(INTERVAL.minus(MILLI));

        assertThat(check()).isEqualTo(ALIVE);
    }

    @Test
    void isAskedAfterAnIntervalOfSilence() {
        clock.advance(INTERVAL);

        assertThat(check()).isEqualTo(ASK);
    }

    @Test
    void isAskedOnceAnInterval() {
        clock.advance(INTERVAL);
        check();

        clock.advance(INTERVAL.minus(MILLI));
        assertThat(check()).isEqualTo(ALIVE);

        clock.advance(MILLI);
        assertThat(check()).isEqualTo(ASK);
        assertThat(check()).isEqualTo(ALIVE);
    }

    @Test
    void isTakenForDeadAfterTwoAndAHalfIntervals() {
        clock.advance(INTERVAL);
        assertThat(check()).isEqualTo(ASK);

        clock.advance(INTERVAL.multipliedBy(3).dividedBy(2).minus(MILLI));
        assertThat(check()).isNotEqualTo(SILENT);

        clock.advance(MILLI);
        assertThat(check()).isEqualTo(SILENT);
    }

    @Test
    void isAskedBeforeItIsTakenForDeadHoweverLongNobodyLooked() {
        clock.advance(INTERVAL.multipliedBy(100));
        assertThat(check()).isEqualTo(ASK);

        clock.advance(INTERVAL.minus(MILLI));
        assertThat(check()).isEqualTo(ALIVE);

        clock.advance(MILLI);
        assertThat(check()).isEqualTo(SILENT);
    }

    @Test
    void anAnswerCountsHoweverLongNobodyLooked() {
        clock.advance(INTERVAL.multipliedBy(100));
        check();
        clock.advance(MILLI);

        liveness.heard(clock.instant());

        clock.advance(INTERVAL.minus(MILLI));
        assertThat(check()).isEqualTo(ALIVE);
    }

    @Test
    void aSignOfLifeStartsTheSilenceAnew() {
        clock.advance(INTERVAL.multipliedBy(2));
        check();

        liveness.heard(clock.instant());

        assertThat(liveness.lastHeard()).isEqualTo(clock.instant());
        clock.advance(INTERVAL.minus(MILLI));
        assertThat(check()).isEqualTo(ALIVE);
        clock.advance(MILLI);
        assertThat(check()).isEqualTo(ASK);
    }

    @Test
    void aClientThatIsNeverSilentIsNeverAsked() {
        for (int i = 0; i < 100; i++) {
            clock.advance(INTERVAL.minus(MILLI));
            assertThat(check()).isEqualTo(ALIVE);
            liveness.heard(clock.instant());
        }
    }

    @Test
    void halfAnOddIntervalIsNotRounded() {
        var odd = new Liveness(MILLI, clock.instant());

        clock.advance(MILLI);
        assertThat(odd.check(clock.instant())).isEqualTo(ASK);

        clock.advance(MILLI);
        assertThat(odd.check(clock.instant())).isEqualTo(ASK);

        clock.advance(MILLI);
        assertThat(odd.check(clock.instant())).isEqualTo(SILENT);
    }

    private Liveness.Pulse check() {
        return liveness.check(clock.instant());
    }
}
