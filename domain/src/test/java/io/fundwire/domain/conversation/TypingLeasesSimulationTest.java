package io.fundwire.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.client.Client;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.Simulation;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Somebody who only listens, and hears all that is told, knows who types.
final class TypingLeasesSimulationTest {

    private static final int STEPS = 100;

    /// More than a message lists, and some of one user.
    private static final List<Client> CLIENTS =
            IntStream.range(0, 40)
                    .mapToObj(i -> People.client("client-" + i, "user-" + i % 30))
                    .toList();

    @Test
    void whatAListenerHeardLastIsWhoTypesAndNobodyTypesForEver() {
        Simulation.seeds(1000).run(random -> new Run(random).play());
    }

    private static final class Run {

        private final RandomGenerator random;

        /// How many clients take part.
        private final int clients;

        private final VirtualClock clock = new VirtualClock();
        private final TypingLeases leases = new TypingLeases(ConversationId.LOBBY);

        /// Until when each client types that does.
        private final Map<Client, Instant> typing = new HashMap<>();

        private Set<UserId> heard = Set.of();
        private int heardCount;
        private Instant heldUntil = VirtualClock.START;

        Run(RandomGenerator random) {
            this.random = random;
            this.clients = 1 + random.nextInt(CLIENTS.size());
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(5)) {
                    case 0, 1 -> start();
                    case 2 -> stop();
                    default -> clock.advance(Duration.ofMillis(random.nextInt(1500)));
                }
                expire();
                assertThatTheListenerKnowsWhoTypes();
            }

            clock.advance(TypingLeases.LEASE);
            expire();

            assertThat(leases.isEmpty()).isTrue();
            assertThat(heard).isEmpty();
            assertThat(heardCount).isZero();
        }

        private void start() {
            var client = anyClient();
            boolean first = !typing.containsKey(client);
            typing.put(client, clock.instant().plusSeconds(6));

            var told = leases.start(client, clock.instant());

            if (first) {
                assertThat(told).isPresent();
            }
            told.ifPresent(this::hear);
        }

        private void stop() {
            var client = anyClient();
            boolean typed = typing.remove(client) != null;

            var told = leases.stop(client.id());

            assertThat(told.isPresent()).isEqualTo(typed);
            told.ifPresent(this::hear);
        }

        private void expire() {
            int before = typing.size();
            typing.values().removeIf(until -> !until.isAfter(clock.instant()));

            var told = leases.expire(clock.instant());

            assertThat(told).hasSize(before - typing.size());
            told.forEach(this::hear);
        }

        private void hear(TypingChanged change) {
            heard = new HashSet<>(change.typing());
            heardCount = change.count();
            heldUntil = clock.instant().plusMillis(change.ttlMillis());
        }

        private void assertThatTheListenerKnowsWhoTypes() {
            var users = new HashSet<UserId>();
            typing.keySet().forEach(client -> users.add(client.user()));
            if (clock.instant().isBefore(heldUntil)) {
                assertThat(heardCount).isEqualTo(users.size());
                assertThat(heard).hasSize(Math.min(20, users.size())).isSubsetOf(users);
            } else {
                // A start within two seconds of the last that was told prolongs a lease in silence.
                assertThat(typing.values())
                        .allMatch(
                                until -> until.isBefore(heldUntil.plus(TypingLeases.REPEAT_AFTER)));
            }
        }

        private Client anyClient() {
            return CLIENTS.get(random.nextInt(clients));
        }
    }
}
