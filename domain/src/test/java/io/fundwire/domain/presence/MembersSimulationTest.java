package io.fundwire.domain.presence;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.client.Client;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.Simulation;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Payload;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Somebody who asked once who is here, and hears all that is told after, knows who is here.
final class MembersSimulationTest {

    private static final int STEPS = 150;
    private static final ChannelName DOC = new ChannelName("document:1");

    /// Some of one user.
    private static final List<Client> CLIENTS =
            IntStream.range(0, 16)
                    .mapToObj(i -> People.client("client-" + i, "user-" + i % 10))
                    .toList();

    @Test
    void whatAListenerKnowsIsWhoIsHereAndHow() {
        Simulation.seeds(1000).run(random -> new Run(random).play());
    }

    private static final class Run {

        private final RandomGenerator random;
        private final int maxNamed;
        private final VirtualClock clock = new VirtualClock();
        private final Members members;

        private final Set<Client> here = new HashSet<>();

        /// When each user went that has no client here, and may return.
        private final Map<UserId, Instant> gone = new HashMap<>();

        private final Map<UserId, Payload> states = new HashMap<>();

        private Picture picture = Picture.NONE;
        private Optional<Instant> counted = Optional.empty();

        Run(RandomGenerator random) {
            this.random = random;
            this.maxNamed = 2 + random.nextInt(10);
            this.members = new Members(DOC, maxNamed);
        }

        void play() {
            asksWhoIsHere();
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(6)) {
                    case 0, 1 -> comeOrGo(anyone());
                    case 2 -> update(anyone());
                    case 3 -> asksWhoIsHere();
                    default -> pass(Duration.ofMillis(random.nextInt(3000)));
                }
                assertThatThePictureIsTrue();
            }

            List.copyOf(here).forEach(this::comeOrGo);
            pass(Duration.ofSeconds(10));
            pass(Duration.ofSeconds(1));

            assertThat(members.isEmpty()).isTrue();
            assertThat(members.nextExpiry()).isEmpty();
            assertThat(picture.users).isEmpty();
        }

        private void comeOrGo(Client client) {
            if (here.add(client)) {
                gone.remove(client.user());
                hear(members.come(client.user(), clock.instant()));
            } else {
                here.remove(client);
                if (here.stream().noneMatch(other -> other.user().equals(client.user()))) {
                    gone.put(client.user(), clock.instant());
                }
                hear(members.go(client.user(), clock.instant()));
            }
        }

        private void update(Client client) {
            if (here.contains(client)) {
                var state =
                        random.nextInt(4) == 0
                                ? null
                                : new Payload(Integer.toString(random.nextInt(9)));
                setOrRemove(states, client.user(), state);
                hear(members.update(client, state));
            }
        }

        /// Wakes it when it wants to be, and never otherwise.
        private void pass(Duration duration) {
            Instant end = clock.instant().plus(duration);
            for (var next = members.nextExpiry();
                    next.isPresent() && !next.get().isAfter(end);
                    next = members.nextExpiry()) {
                clock.advance(Duration.between(clock.instant(), next.get()));
                forgetWhoStayedAway();
                hear(members.expire(clock.instant()));
                assertThatThePictureIsTrue();
            }
            clock.advance(Duration.between(clock.instant(), end));
            forgetWhoStayedAway();
        }

        private void forgetWhoStayedAway() {
            gone.values().removeIf(since -> !since.plusSeconds(10).isAfter(clock.instant()));
            states.keySet().retainAll(users());
        }

        private Set<UserId> users() {
            var users = here.stream().map(Client::user).collect(toSet());
            users.addAll(gone.keySet());
            return users;
        }

        // What the listener does.

        private void asksWhoIsHere() {
            var all = members.page(null, 100).members();
            picture =
                    new Picture(
                            picture.isCounting,
                            all.size(),
                            new HashSet<>(all.stream().map(Member::userId).toList()),
                            new HashMap<>(
                                    all.stream()
                                            .filter(member -> member.state() != null)
                                            .collect(toMap(Member::userId, Member::state))));
        }

        private void hear(List<PresenceNews> all) {
            boolean asksAgain = false;
            for (PresenceNews news : all) {
                switch (news) {
                    case MemberJoined(var _, var user, var since) -> {
                        assertThat(since).isEqualTo(clock.instant());
                        assertThat(picture.users.add(user)).isTrue();
                        picture.states.remove(user);
                    }
                    case MemberLeft(var _, var user) -> {
                        assertThat(picture.users.remove(user)).isTrue();
                        picture.states.remove(user);
                    }
                    case StateChanged(var _, var user, var _, var state) ->
                            setOrRemove(picture.states, user, state);
                    case MembersCounted(var _, int count) -> {
                        hearCount(count);
                        asksAgain = count <= maxNamed;
                    }
                }
            }
            if (asksAgain) {
                asksWhoIsHere();
            }
        }

        private void hearCount(int count) {
            counted.ifPresent(
                    last -> assertThat(clock.instant()).isAfterOrEqualTo(last.plusSeconds(1)));
            counted = Optional.of(clock.instant());
            picture = new Picture(count > maxNamed, count, new HashSet<>(), new HashMap<>());
        }

        private void assertThatThePictureIsTrue() {
            boolean isHeldBack =
                    counted.filter(last -> clock.instant().isBefore(last.plusSeconds(1)))
                            .isPresent();
            if (isHeldBack) {
                return;
            }
            if (picture.isCounting) {
                assertThat(picture.count).isEqualTo(users().size());
            } else {
                assertThat(picture.users).isEqualTo(users());
                assertThat(picture.states).isEqualTo(states);
            }
        }

        private Client anyone() {
            return CLIENTS.get(random.nextInt(CLIENTS.size()));
        }
    }

    /// What a listener knows.
    private record Picture(
            boolean isCounting, int count, Set<UserId> users, Map<UserId, Payload> states) {

        static final Picture NONE = new Picture(false, 0, Set.of(), Map.of());
    }

    private static void setOrRemove(
            Map<UserId, Payload> states, UserId user, @Nullable Payload state) {
        if (state == null) {
            states.remove(user);
        } else {
            states.put(user, state);
        }
    }
}
