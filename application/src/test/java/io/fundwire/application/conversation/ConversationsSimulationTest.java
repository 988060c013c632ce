package io.fundwire.application.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.conversation.TypingChanged;
import io.fundwire.domain.fixtures.Simulation;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Clients that come, type, cease, fall silent, read late and leave: what each heard last of a
/// conversation is who else types there.
final class ConversationsSimulationTest {

    private static final int STEPS = 60;
    private static final int MOST_VISITORS = 8;
    private static final Duration LEASE = Duration.ofSeconds(6);
    private static final Duration TTL = Duration.ofSeconds(6);
    private static final Duration REPEAT_AFTER = Duration.ofSeconds(2);

    @Test
    void everybodyKnowsWhoElseTypesAndNobodyTypesForEver() {
        Simulation.seeds(1000).run(random -> new Run(random).play());
    }

    private static final class Run {

        private final RandomGenerator random;
        private final VirtualClock clock = new VirtualClock();
        private final Core core = Core.on(clock);

        private final List<Visitor> visitors = new ArrayList<>();
        private final List<Room> rooms = List.of(new Room("lobby"), new Room("42"), new Room("43"));

        Run(RandomGenerator random) {
            this.random = random;
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(12)) {
                    case 0, 1 -> someoneComes();
                    case 2, 3, 4, 5 -> someoneTypes();
                    case 6, 7 -> someoneStops();
                    case 8 -> someoneLeaves();
                    case 9 -> someoneReads();
                    default -> timePasses(Duration.ofMillis(random.nextInt(1500)));
                }
            }
            visitors.forEach(this::reads);

            timePasses(LEASE);
            visitors.forEach(this::reads);

            rooms.forEach(room -> assertThat(room.typing).isEmpty());
        }

        private void someoneComes() {
            if (visitors.size() < MOST_VISITORS) {
                visitors.add(
                        random.nextBoolean()
                                ? Visitor.anonymous(core)
                                : Visitor.named(core, "user-" + random.nextInt(3)));
            }
        }

        private void someoneTypes() {
            if (!visitors.isEmpty()) {
                var visitor = anyOf(visitors);
                var room = anyOf(rooms);
                visitor.types(room.name);
                room.typed(visitor, clock.instant());
            }
        }

        private void someoneStops() {
            if (!visitors.isEmpty()) {
                var visitor = anyOf(visitors);
                var room = anyOf(rooms);
                visitor.stopsTyping(room.name);
                room.stopped(visitor);
            }
        }

        private void someoneLeaves() {
            if (!visitors.isEmpty()) {
                var visitor = anyOf(visitors);
                visitor.leaves();
                visitors.remove(visitor);
                rooms.forEach(room -> room.left(visitor));
            }
        }

        private void someoneReads() {
            if (!visitors.isEmpty()) {
                reads(anyOf(visitors));
            }
        }

        private void timePasses(Duration time) {
            clock.advance(time);
            core.expireTyping.handle();
            rooms.forEach(room -> room.expired(clock.instant()));
        }

        /// The visitor reads, and knows of each conversation what it should.
        private void reads(Visitor visitor) {
            assertThat(visitor.closed()).isEmpty();
            var last = new HashMap<String, TypingChanged>();
            for (TypingChanged change : visitor.reads(TypingChanged.class)) {
                assertThat(change.clientId()).isNotEqualTo(visitor.id());
                last.put(change.conversationId().value(), change);
            }
            for (Room room : rooms) {
                var due = Optional.ofNullable(room.due.remove(visitor));
                var read = Optional.ofNullable(last.get(room.name));

                assertThat(read.map(change -> Set.copyOf(change.typing())))
                        .isEqualTo(due.map(News::users));
                assertThat(read.map(TypingChanged::count))
                        .isEqualTo(due.map(news -> news.users().size()));

                due.ifPresent(news -> room.known.put(visitor, news));
                assertThatItKnowsWhoElseTypes(visitor, room);
            }
        }

        private void assertThatItKnowsWhoElseTypes(Visitor visitor, Room room) {
            var known = room.known.get(visitor);
            if (known != null && clock.instant().isBefore(known.at.plus(TTL))) {
                assertThat(without(visitor.user(), known.users))
                        .isEqualTo(without(visitor.user(), room.users()));
            }
        }

        private static Set<UserId> without(UserId own, Set<UserId> users) {
            var others = new HashSet<>(users);
            others.remove(own);
            return others;
        }

        private <T> T anyOf(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        /// What should be so in one conversation.
        private final class Room {

            private final String name;
            private final Set<Visitor> members = new HashSet<>();

            /// In the order of their last starts.
            private final Map<Visitor, Lease> typing = new LinkedHashMap<>();

            /// What a visitor has yet to read.
            private final Map<Visitor, News> due = new HashMap<>();

            /// What a visitor read last.
            private final Map<Visitor, News> known = new HashMap<>();

            Room(String name) {
                this.name = name;
            }

            void typed(Visitor visitor, Instant now) {
                members.add(visitor);
                var before = typing.remove(visitor);
                boolean told = before == null || !now.isBefore(before.toldAt.plus(REPEAT_AFTER));
                typing.put(visitor, new Lease(now.plus(LEASE), told ? now : before.toldAt));
                if (told) {
                    tell(visitor);
                }
            }

            void stopped(Visitor visitor) {
                if (typing.remove(visitor) != null) {
                    tell(visitor);
                }
            }

            void left(Visitor visitor) {
                members.remove(visitor);
                stopped(visitor);
            }

            void expired(Instant now) {
                for (var lease : List.copyOf(typing.entrySet())) {
                    if (!lease.getValue().until.isAfter(now)) {
                        stopped(lease.getKey());
                    }
                }
            }

            Set<UserId> users() {
                var users = new HashSet<UserId>();
                typing.keySet().forEach(visitor -> users.add(visitor.user()));
                return users;
            }

            private void tell(Visitor actor) {
                var audience = name.equals("lobby") ? visitors : members;
                for (Visitor visitor : audience) {
                    if (visitor != actor) {
                        due.put(visitor, new News(users(), clock.instant()));
                    }
                }
            }
        }
    }

    private record Lease(Instant until, Instant toldAt) {}

    private record News(Set<UserId> users, Instant at) {}
}
