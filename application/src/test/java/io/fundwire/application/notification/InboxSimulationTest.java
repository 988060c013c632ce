package io.fundwire.application.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Publisher;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.Simulation;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.ServerMessage;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.NotificationDelivery;
import io.fundwire.domain.notification.NotificationId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Users whose clients come, read now and then, acknowledge and leave while notifications are
/// published: each client gets each notification at most once and in order, no more than 64 wait
/// for it, and whoever reads on has in the end all that is still to be told.
final class InboxSimulationTest {

    private static final int STEPS = 50;
    private static final int MOST_VISITORS = 6;
    private static final int MOST_NOTIFICATIONS = 150;
    private static final int EVERYTHING = 1000;
    private static final List<String> NAMES = List.of("alice", "bob", "carol");

    @Test
    void everyClientGetsAllThatIsOpenOnceAndInOrder() {
        Simulation.seeds(1000).run(random -> new Run(random).play());
    }

    private static final class Run {

        private final RandomGenerator random;
        private final VirtualClock clock = new VirtualClock();
        private final Core core = Core.on(clock);

        private final List<Reader> readers = new ArrayList<>();
        private final List<Published> published = new ArrayList<>();

        /// What was written to a socket of each user.
        private final Map<UserId, Set<Integer>> written = new HashMap<>();

        /// Named users who were ever here.
        private final Set<UserId> seen = new HashSet<>();

        Run(RandomGenerator random) {
            this.random = random;
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(12)) {
                    case 0, 1 -> someoneComes();
                    case 2, 3 -> publish();
                    case 4 -> publishMany();
                    case 5 -> someoneStartsReading();
                    case 6 -> someoneFinishesReading();
                    case 7 -> someoneReadsAll();
                    case 8, 9 -> someoneAcknowledges();
                    case 10 -> someoneLeaves();
                    default -> clock.advance(Duration.ofMillis(random.nextInt(1000)));
                }
            }
            readers.forEach(Reader::readsAll);
        }

        private void someoneComes() {
            if (readers.size() < MOST_VISITORS) {
                readers.add(new Reader());
            }
        }

        private void someoneLeaves() {
            if (!readers.isEmpty()) {
                var reader = anyOf(readers);
                readers.remove(reader);
                reader.visitor.leaves();
            }
        }

        private void publish() {
            if (published.size() >= MOST_NOTIFICATIONS) {
                return;
            }
            var ttl = random.nextInt(4) == 0 ? Duration.ofSeconds(1) : Duration.ofDays(1);
            var publisher = Publisher.in(core).lasting(ttl);
            var title = "" + published.size();
            boolean toAll = random.nextInt(3) == 0;
            var recipients = toAll ? everyone() : someUsers();
            var id = toAll ? publisher.tellsEveryone(title) : publisher.tells(title, recipients);
            published.add(new Published(id, recipients, clock.instant().plus(ttl)));
        }

        private void publishMany() {
            int many = random.nextInt(100);
            for (int i = 0; i < many; i++) {
                publish();
            }
        }

        private void someoneStartsReading() {
            if (!readers.isEmpty()) {
                anyOf(readers)
                        .startsReading(random.nextBoolean() ? EVERYTHING : random.nextInt(40));
            }
        }

        private void someoneFinishesReading() {
            if (!readers.isEmpty()) {
                anyOf(readers).finishesReading();
            }
        }

        private void someoneReadsAll() {
            if (!readers.isEmpty()) {
                anyOf(readers).readsAll();
            }
        }

        private void someoneAcknowledges() {
            if (!readers.isEmpty()) {
                anyOf(readers).acknowledges();
            }
        }

        private Set<UserId> everyone() {
            var users = new HashSet<>(seen);
            readers.forEach(reader -> users.add(reader.visitor.user()));
            return users;
        }

        private Set<UserId> someUsers() {
            var users = new HashSet<UserId>();
            users.add(People.user(anyOf(NAMES)));
            users.add(People.user(anyOf(NAMES)));
            return users;
        }

        private Set<Integer> openFor(UserId user) {
            var open = new HashSet<Integer>();
            for (int number = 0; number < published.size(); number++) {
                if (published.get(number).isOpenFor(user, clock.instant())) {
                    open.add(number);
                }
            }
            return open;
        }

        private Set<Integer> writtenTo(UserId user) {
            return written.computeIfAbsent(user, u -> new HashSet<>());
        }

        private <T> T anyOf(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        private final class Reader {

            private final Visitor visitor;
            private final Set<Integer> writtenBefore;
            private final List<ServerMessage> inFlight = new ArrayList<>();
            private final List<Integer> got = new ArrayList<>();

            Reader() {
                if (random.nextInt(4) == 0) {
                    visitor = Visitor.anonymous(core);
                } else {
                    visitor = Visitor.named(core, anyOf(NAMES));
                    seen.add(visitor.user());
                }
                writtenBefore = Set.copyOf(writtenTo(visitor.user()));
            }

            void startsReading(int messages) {
                inFlight.addAll(visitor.startsReading(messages));

                assertThat(inFlight.stream().filter(NotificationDelivery.class::isInstance).count())
                        .isLessThanOrEqualTo(64);
            }

            void finishesReading() {
                visitor.finishesReading();
                inFlight.forEach(this::got);
                inFlight.clear();
            }

            /// Afterwards nothing that is still to be told is missing.
            void readsAll() {
                finishesReading();
                visitor.reads().forEach(this::got);

                assertThat(visitor.closed()).isEmpty();
                var missing = openFor(visitor.user());
                missing.removeAll(new HashSet<>(got));
                assertThat(missing).isEmpty();
            }

            void acknowledges() {
                if (!got.isEmpty()) {
                    var notification = published.get(anyOf(got));
                    visitor.acknowledges(AckStatus.READ, notification.id);
                    notification.acknowledged.add(visitor.user());
                }
            }

            private void got(ServerMessage message) {
                if (message instanceof NotificationDelivery(var notification, var redelivered)) {
                    int number = Integer.parseInt(notification.title());
                    var user = visitor.user();
                    assertThat(published.get(number).recipients.contains(user))
                            .as("whether %s is addressed by %d", user, number)
                            .isTrue();
                    assertThat(got.isEmpty() || number > got.getLast())
                            .as("whether %d comes after %s", number, got)
                            .isTrue();
                    assertThat((redelivered ? writtenTo(user) : writtenBefore).contains(number))
                            .as("whether %d was written before", number)
                            .isEqualTo(redelivered);
                    got.add(number);
                    writtenTo(user).add(number);
                }
            }
        }
    }

    private static final class Published {

        private final NotificationId id;
        private final Set<UserId> recipients;
        private final Instant expiresAt;
        private final Set<UserId> acknowledged = new HashSet<>();

        Published(NotificationId id, Set<UserId> recipients, Instant expiresAt) {
            this.id = id;
            this.recipients = recipients;
            this.expiresAt = expiresAt;
        }

        boolean isOpenFor(UserId user, Instant now) {
            return recipients.contains(user)
                    && !acknowledged.contains(user)
                    && now.isBefore(expiresAt);
        }
    }
}
