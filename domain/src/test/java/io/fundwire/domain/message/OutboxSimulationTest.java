package io.fundwire.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.fixtures.Messages;
import io.fundwire.domain.fixtures.Simulation;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// An outbox does what a plain list would do that is searched from end to end each time.
final class OutboxSimulationTest {

    private static final int STEPS = 200;
    private static final List<Lane> LANES = List.of(Lane.values());
    private static final OutboxLimits LIMITS = new OutboxLimits(400, 12, Duration.ofSeconds(2));

    @Test
    void neverHoldsOrGivesOutAnythingElseThanAPlainListWould() {
        Simulation.seeds(1000).run(random -> new Run(random).play());
    }

    private static final class Run {

        private final RandomGenerator random;
        private final VirtualClock clock = new VirtualClock();
        private final Outbox outbox = new Outbox(LIMITS);
        private final ListOfWaiting model = new ListOfWaiting();

        private int made;

        Run(RandomGenerator random) {
            this.random = random;
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(10)) {
                    case 0, 1, 2, 3, 4 -> offer();
                    case 5, 6 -> poll();
                    case 7 -> written();
                    case 8 -> clock.advance(Duration.ofMillis(random.nextInt(800)));
                    default -> clearNowAndThen();
                }
                assertThat(outbox.messages()).isEqualTo(model.waiting.size());
                assertThat(outbox.bytes()).isEqualTo(model.bytes());
                assertThat(outbox.bytes()).isLessThanOrEqualTo(LIMITS.maxBytes());
            }
            while (!model.waiting.isEmpty()) {
                poll();
            }
            poll();
        }

        private void offer() {
            Outgoing next = next();
            Offer expected = model.offer(next, clock.instant());

            assertThat(outbox.offer(next, clock.instant())).isEqualTo(expected);

            // Whoever is refused is given up.
            if (expected == Offer.TOO_MANY_BYTES || expected == Offer.TOO_MANY_MESSAGES) {
                outbox.clear();
                model.waiting.clear();
            }
        }

        private void written() {
            outbox.written();
            model.inFlight.clear();
        }

        private void poll() {
            assertThat(outbox.poll()).isEqualTo(model.poll());
        }

        private void clearNowAndThen() {
            if (random.nextInt(20) == 0) {
                outbox.clear();
                model.waiting.clear();
            }
        }

        private Outgoing next() {
            var lane = LANES.get(random.nextInt(LANES.size()));
            var text = "message " + made++;
            var message =
                    random.nextBoolean()
                            ? Messages.plain(lane, text)
                            : Messages.replaceable(lane, "key " + random.nextInt(4), text);
            return Messages.outgoing(message, 1 + random.nextInt(60), clock.instant());
        }
    }

    private static final class ListOfWaiting {

        /// In the order in which they came.
        private final List<Outgoing> waiting = new ArrayList<>();

        private final List<Outgoing> inFlight = new ArrayList<>();

        Offer offer(Outgoing outgoing, Instant now) {
            boolean superseded = waiting.removeIf(older -> isSuperseded(older, outgoing));
            if (bytes() + bytesOf(inFlight) + outgoing.encoded().size() > LIMITS.maxBytes()) {
                return Offer.TOO_MANY_BYTES;
            }
            if (waiting.size() >= LIMITS.maxMessages()
                    && !inFlight.isEmpty()
                    && !longestWait(now).minus(LIMITS.patience()).isNegative()) {
                return Offer.TOO_MANY_MESSAGES;
            }
            waiting.add(outgoing);
            return superseded ? Offer.SUPERSEDED : Offer.QUEUED;
        }

        Optional<Outgoing> poll() {
            var next = waiting.stream().min(Comparator.comparing(m -> m.message().lane()));
            next.ifPresent(waiting::remove);
            next.ifPresent(inFlight::add);
            return next;
        }

        int bytes() {
            return bytesOf(waiting);
        }

        private static int bytesOf(List<Outgoing> messages) {
            return messages.stream().mapToInt(m -> m.encoded().size()).sum();
        }

        private Duration longestWait(Instant now) {
            return waiting.stream()
                    .map(m -> Duration.between(m.envelope().timestamp(), now))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }

        private static boolean isSuperseded(Outgoing older, Outgoing newer) {
            var key = older.message().conflationKey();
            return key.isPresent()
                    && key.equals(newer.message().conflationKey())
                    && older.message().lane() == newer.message().lane();
        }
    }
}
