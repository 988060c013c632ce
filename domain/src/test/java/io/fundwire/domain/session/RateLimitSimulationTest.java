package io.fundwire.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.fixtures.Simulation;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.session.RateLimit.Verdict;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A rate limit admits what the rate and the burst allow, to the nanosecond and the last token.
final class RateLimitSimulationTest {

    private static final int STEPS = 150;

    @Test
    void admitsWheneverNoWindowWouldHoldMoreThanTheBurstAndWhatItsTimeEarns() {
        Simulation.seeds(1000).run(random -> new Run(random).admitAll());
    }

    @Test
    void tellsOnceASecondAndGivesUpWhoIsOverForTenWithoutARest() {
        Simulation.seeds(1000).run(random -> new Run(random).judgeAll());
    }

    private static final class Run {

        private final RandomGenerator random;
        private final VirtualClock clock = new VirtualClock();
        private final Rate rate;
        private final RateLimit limit;

        private final List<Instant> over = new ArrayList<>();
        private Instant told = Instant.MIN;

        Run(RandomGenerator random) {
            this.random = random;
            this.rate = new Rate(1 + random.nextInt(70), 1 + random.nextInt(20));
            this.limit = new RateLimit(rate, clock.instant(), new DropNotice());
        }

        void admitAll() {
            var windows = new Windows(rate, clock.instant());
            for (int step = 0; step < STEPS; step++) {
                advanceByOneOrSoMessages();
                int cost = random.nextInt(10) == 0 ? 1 + random.nextInt(rate.burst()) : 1;
                boolean fits = windows.haveRoomFor(cost, clock.instant());

                boolean admitted = limit.admit(cost, clock.instant()) == Verdict.ADMITTED;

                assertThat(admitted).isEqualTo(fits);
                if (admitted) {
                    windows.admitted(cost, clock.instant());
                }
            }
        }

        void judgeAll() {
            for (int step = 0; step < STEPS; step++) {
                clock.advance(
                        Duration.ofMillis(random.nextInt(random.nextInt(20) == 0 ? 3000 : 500)));
                Verdict verdict = limit.admit(rate.burst(), clock.instant());
                if (verdict != Verdict.ADMITTED) {
                    over.add(clock.instant());
                    assertThat(verdict).isEqualTo(expected());
                }
            }
        }

        private Verdict expected() {
            Instant now = clock.instant();
            if (!overWithoutARestSince().plusSeconds(10).isAfter(now)) {
                return Verdict.GIVEN_UP;
            }
            if (told.isBefore(now.minusNanos(999_999_999))) {
                told = now;
                return Verdict.DROPPED_AND_TOLD;
            }
            return Verdict.DROPPED;
        }

        private Instant overWithoutARestSince() {
            int first = over.size() - 1;
            while (first > 0 && !over.get(first - 1).plusSeconds(1).isBefore(over.get(first))) {
                first--;
            }
            return over.get(first);
        }

        /// Now and then to the very nanosecond that a whole number of tokens takes, or the one
        /// before.
        private void advanceByOneOrSoMessages() {
            long oneToken = 1_000_000_000L / rate.perSecond();
            clock.advance(
                    Duration.ofNanos(
                            switch (random.nextInt(5)) {
                                case 0 -> 0;
                                case 1 -> oneToken;
                                case 2 -> oneToken + 1;
                                case 3 -> random.nextLong(2 * oneToken);
                                default -> random.nextLong(4 * oneToken);
                            }));
        }
    }

    /// All that was admitted. In any window of time that is at most the burst and what the window's
    /// length earns; counted in billionths of a token, so that nothing is rounded.
    private static final class Windows {

        private static final long TOKEN = 1_000_000_000L;

        private final Rate rate;
        private final Instant start;

        /// When each window begins: with each admission, and with the start.
        private final List<Long> begins = new ArrayList<>(List.of(0L));

        /// What was admitted before each window.
        private final List<Long> before = new ArrayList<>(List.of(0L));

        private long total;

        Windows(Rate rate, Instant start) {
            this.rate = rate;
            this.start = start;
        }

        boolean haveRoomFor(int cost, Instant at) {
            long now = sinceStart(at);
            for (int i = 0; i < begins.size(); i++) {
                long allowed = rate.burst() * TOKEN + rate.perSecond() * (now - begins.get(i));
                if (total - before.get(i) + cost * TOKEN > allowed) {
                    return false;
                }
            }
            return true;
        }

        void admitted(int cost, Instant at) {
            begins.add(sinceStart(at));
            before.add(total);
            total += cost * TOKEN;
        }

        private long sinceStart(Instant at) {
            return Duration.between(start, at).toNanos();
        }
    }
}
