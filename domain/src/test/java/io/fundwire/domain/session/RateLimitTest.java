package io.fundwire.domain.session;

import static io.fundwire.domain.session.RateLimit.Verdict.ADMITTED;
import static io.fundwire.domain.session.RateLimit.Verdict.DROPPED;
import static io.fundwire.domain.session.RateLimit.Verdict.DROPPED_AND_TOLD;
import static io.fundwire.domain.session.RateLimit.Verdict.GIVEN_UP;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.session.RateLimit.Verdict;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

final class RateLimitTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualClock clock = new VirtualClock();

    /// Earns a token every 100 ms and keeps up to three.
    private final RateLimit limit =
            new RateLimit(new Rate(10, 3), clock.instant(), new DropNotice());

    @Test
    void ofTwoLimitsThatShareANoticeOneTells() {
        var notice = new DropNotice();
        var messages = new RateLimit(new Rate(1, 1), clock.instant(), notice);
        var bytes = new RateLimit(new Rate(1, 1), clock.instant(), notice);
        messages.admit(1, clock.instant());
        bytes.admit(1, clock.instant());

        assertThat(messages.admit(1, clock.instant())).isEqualTo(DROPPED_AND_TOLD);
        assertThat(bytes.admit(1, clock.instant())).isEqualTo(DROPPED);
    }

    @Test
    void admitsExactlyTheBurstAtOnce() {
        assertThat(admit(4)).containsExactly(ADMITTED, ADMITTED, ADMITTED, DROPPED_AND_TOLD);
    }

    @Test
    void earnsATokenAtItsExactTime() {
        admit(3);

        clock.advance(Duration.ofMillis(100).minusNanos(1));
        assertThat(admit()).isEqualTo(DROPPED_AND_TOLD);

        clock.advance(Duration.ofNanos(1));
        assertThat(admit()).isEqualTo(ADMITTED);
        assertThat(admit()).isEqualTo(DROPPED);
    }

    @Test
    void earnsATokenAtItsExactTimeAlsoWhereThatIsNoWholeNanosecond() {
        var third = new RateLimit(new Rate(3, 1), clock.instant(), new DropNotice());
        third.admit(1, clock.instant());

        clock.advance(Duration.ofNanos(333_333_333));
        assertThat(third.admit(1, clock.instant())).isEqualTo(DROPPED_AND_TOLD);

        clock.advance(Duration.ofNanos(1));
        assertThat(third.admit(1, clock.instant())).isEqualTo(ADMITTED);
    }

    @Test
    void aLongSilenceEarnsNoMoreThanTheBurst() {
        admit(3);

        clock.advance(Duration.ofDays(100));

        assertThat(admit(4)).endsWith(ADMITTED, DROPPED_AND_TOLD);
    }

    @Test
    void aDroppedMessageCostsNothing() {
        admit(3);
        clock.advance(Duration.ofMillis(50));
        admit(20);

        clock.advance(Duration.ofMillis(50));

        assertThat(admit()).isEqualTo(ADMITTED);
    }

    @Test
    void chargesWhatAMessageIsWorth() {
        assertThat(limit.admit(2, clock.instant())).isEqualTo(ADMITTED);
        assertThat(limit.admit(2, clock.instant())).isEqualTo(DROPPED_AND_TOLD);
        assertThat(limit.admit(1, clock.instant())).isEqualTo(ADMITTED);
    }

    @Test
    void neverAdmitsWhatCostsMoreThanTheBurst() {
        clock.advance(Duration.ofDays(1));

        assertThat(limit.admit(4, clock.instant())).isEqualTo(DROPPED_AND_TOLD);
        assertThat(limit.admit(3, clock.instant())).isEqualTo(ADMITTED);
    }

    @Test
    void tellsAtMostOnceASecond() {
        admit(3);

        assertThat(admit(3)).containsExactly(DROPPED_AND_TOLD, DROPPED, DROPPED);

        clock.advance(SECOND.minusNanos(1));
        admit(3);
        assertThat(admit()).isEqualTo(DROPPED);

        clock.advance(Duration.ofNanos(1));
        assertThat(admit()).isEqualTo(DROPPED_AND_TOLD);
    }

    @Test
    void givesUpWhoIsOverForTenSeconds() {
        admit(4);
        floodFor(Duration.ofSeconds(10).minusMillis(1));
        assertThat(floodNow()).isNotEqualTo(GIVEN_UP);

        clock.advance(Duration.ofMillis(1));

        assertThat(floodNow()).isEqualTo(GIVEN_UP);
    }

    @Test
    void staysWithItsWordWhenItGaveUp() {
        admit(4);
        floodFor(Duration.ofSeconds(10));

        assertThat(floodNow()).isEqualTo(GIVEN_UP);
        assertThat(floodNow()).isEqualTo(GIVEN_UP);
    }

    @Test
    void forgivesAfterMoreThanASecondWithinTheRate() {
        admit(4);
        floodFor(Duration.ofSeconds(9));
        floodNow();

        clock.advance(SECOND.plusNanos(1));
        floodNow();
        floodFor(Duration.ofSeconds(9));

        assertThat(floodNow()).isNotEqualTo(GIVEN_UP);
    }

    @Test
    void doesNotForgiveWithinASecond() {
        admit(4);
        floodFor(Duration.ofSeconds(9));
        floodNow();

        clock.advance(SECOND);

        assertThat(floodNow()).isEqualTo(GIVEN_UP);
    }

    @Test
    void withoutALimitEverythingIsAdmitted() {
        var unlimited = new RateLimit(Rate.UNLIMITED, clock.instant(), new DropNotice());

        assertThat(Stream.generate(() -> unlimited.admit(1000, clock.instant())).limit(10_000))
                .containsOnly(ADMITTED);
    }

    @Test
    void survivesTheLargestRate() {
        var most = new Rate(Integer.MAX_VALUE, Integer.MAX_VALUE);
        var largest = new RateLimit(most, clock.instant(), new DropNotice());
        assertThat(largest.admit(Integer.MAX_VALUE, clock.instant())).isEqualTo(ADMITTED);

        clock.advance(SECOND);

        assertThat(largest.admit(Integer.MAX_VALUE, clock.instant())).isEqualTo(ADMITTED);
        assertThat(largest.admit(1, clock.instant())).isEqualTo(DROPPED_AND_TOLD);
    }

    @Test
    void aClockThatStepsBackEarnsNothing() {
        admit(3);

        var earlier = clock.instant().minusSeconds(60);

        assertThat(limit.admit(1, earlier)).isEqualTo(DROPPED_AND_TOLD);
        assertThat(admit()).isNotEqualTo(ADMITTED);
    }

    @Test
    void aRateIsNotNegativeAndItsBurstAboveZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(1, 0));
    }

    private Verdict admit() {
        return limit.admit(1, clock.instant());
    }

    private List<Verdict> admit(int messages) {
        return Stream.generate(this::admit).limit(messages).toList();
    }

    /// Is over the rate all the time, up to the moment before the end.
    private void floodFor(Duration time) {
        var step = Duration.ofMillis(500);
        var end = clock.instant().plus(time);
        while (clock.instant().plus(step).isBefore(end)) {
            floodNow();
            clock.advance(step);
        }
        floodNow();
        clock.advance(Duration.between(clock.instant(), end));
    }

    /// What the last of too many messages gets.
    private Verdict floodNow() {
        return admit(4).getLast();
    }
}
