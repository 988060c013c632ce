package io.fundwire.application.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.GroupCommitStore;
import io.fundwire.application.fixtures.Publisher;
import io.fundwire.application.fixtures.Stores;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.Simulation;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.ServerMessage;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.DeliveryRecord;
import io.fundwire.domain.notification.InboxStatus;
import io.fundwire.domain.notification.NotificationAcked;
import io.fundwire.domain.notification.NotificationDelivery;
import io.fundwire.domain.notification.NotificationId;
import io.fundwire.domain.notification.NotificationWithdrawn;

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
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Users whose clients come, read now and then, acknowledge and leave while notifications are
/// published and withdrawn, on a disk that takes its time and a server that crashes between any two
/// steps. Whatever the order: what was confirmed reaches whoever it was for, what was acknowledged
/// does not return, each client gets each notification at most once and in order, no more than 64
/// wait for it, and the numbers of unread ones are right.
final class InboxSimulationTest {

    private static final int STEPS = 60;
    private static final int MOST_READERS = 6;
    private static final int MOST_NOTIFICATIONS = 150;
    private static final int EVERYTHING = 1000;
    private static final List<String> NAMES = List.of("alice", "bob", "carol");

    @Test
    void nothingConfirmedIsLostAndNothingAcknowledgedReturns() {
        Simulation.seeds(400).run(random -> new Run(random).play());
    }

    private static final class Run {

        private final RandomGenerator random;
        private final VirtualClock clock = new VirtualClock();
        private final GroupCommitStore store = new GroupCommitStore();
        private final List<Reader> readers = new ArrayList<>();

        /// What was answered with success, by the number that is its title.
        private final Map<Integer, Confirmed> confirmed = new LinkedHashMap<>();

        /// What was written to a socket of each user since the last crash that may have lost a
        /// record of it, and before.
        private final Map<UserId, Set<Integer>> written = new HashMap<>();

        private Core core;
        private int published;

        Run(RandomGenerator random) {
            this.random = random;
            this.core = newCore();
        }

        private Core newCore() {
            return Core.of(
                    Core.Settings.defaults().with(Stores.of(store)),
                    clock,
                    new Random(random.nextLong()));
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(20)) {
                    case 0, 1 -> someoneComes();
                    case 2, 3 -> publish();
                    case 4 -> publishMany();
                    case 5, 6, 7 -> store.commit(random.nextInt(20));
                    case 8 -> store.commit();
                    case 9 -> anyReader().ifPresent(Reader::startsReading);
                    case 10 -> anyReader().ifPresent(Reader::finishesReading);
                    case 11, 12 -> anyReader().ifPresent(Reader::readsAll);
                    case 13, 14 -> anyReader().ifPresent(Reader::acknowledges);
                    case 15 -> someoneLeaves();
                    case 16 -> withdraw();
                    case 17 -> core.tendNotifications.handle();
                    case 18 -> crashNowAndThen();
                    default -> clock.advance(Duration.ofMillis(random.nextInt(1000)));
                }
            }
            comesToRest();
            readers.forEach(Reader::missesNothing);
            for (String name : NAMES) {
                var last = new Reader(Visitor.named(core, name));
                readers.add(last);
                comesToRest();
                last.missesNothing();
            }
        }

        /// All that was asked for is kept, and what follows from it is read.
        private void comesToRest() {
            for (int i = 0; i < 3; i++) {
                core.tendNotifications.handle();
                store.commit();
                readers.forEach(Reader::readsAll);
            }
        }

        private Optional<Reader> anyReader() {
            return readers.isEmpty() ? Optional.empty() : Optional.of(anyOf(readers));
        }

        private void someoneComes() {
            if (readers.size() < MOST_READERS) {
                boolean isAnonymous = random.nextInt(4) == 0;
                readers.add(
                        new Reader(
                                isAnonymous
                                        ? Visitor.anonymous(core)
                                        : Visitor.named(core, anyOf(NAMES))));
            }
        }

        private void someoneLeaves() {
            if (!readers.isEmpty()) {
                var reader = anyOf(readers);
                readers.remove(reader);
                reader.visitor.leaves();
            }
        }

        private void crashNowAndThen() {
            if (random.nextInt(3) == 0) {
                readers.clear();
                store.crash(clock.instant());
                core = newCore();
            }
        }

        private void publish() {
            if (published >= MOST_NOTIFICATIONS) {
                return;
            }
            int number = published++;
            var ttl = random.nextInt(4) == 0 ? Duration.ofSeconds(1) : Duration.ofDays(1);
            var input =
                    Publisher.input(
                            "" + number,
                            random.nextInt(3) == 0 ? new Audience.Everyone() : someUsers(),
                            ttl);
            var end = clock.instant().plus(ttl);
            core.publishNotification.handle(
                    input,
                    outcome -> {
                        var id = ((PublishNotification.Outcome.Published) outcome).id();
                        confirmed.put(number, new Confirmed(id, addressees(id), end));
                    });
        }

        private Set<UserId> addressees(NotificationId id) {
            return core.ledger.deliveries(id, "", EVERYTHING, clock.instant()).stream()
                    .map(DeliveryRecord::user)
                    .collect(Collectors.toSet());
        }

        private void publishMany() {
            int many = random.nextInt(100);
            for (int i = 0; i < many; i++) {
                publish();
            }
        }

        private void withdraw() {
            if (!confirmed.isEmpty()) {
                var one = anyOf(List.copyOf(confirmed.values()));
                core.withdrawNotification.handle(one.id, outcome -> one.withdrawn = true);
            }
        }

        private Audience someUsers() {
            return new Audience.Users(
                    new HashSet<>(List.of(People.user(anyOf(NAMES)), People.user("dave"))));
        }

        private <T> T anyOf(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        private final class Reader {

            private final Visitor visitor;
            private final Set<Integer> acknowledgedBefore;
            private final List<ServerMessage> inFlight = new ArrayList<>();
            private final List<Integer> got = new ArrayList<>();
            private final Set<NotificationId> gone = new HashSet<>();
            private long unread;

            Reader(Visitor visitor) {
                this.visitor = visitor;
                this.acknowledgedBefore =
                        confirmed.entrySet().stream()
                                .filter(one -> one.getValue().acknowledged.contains(user()))
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toSet());
            }

            private UserId user() {
                return visitor.user();
            }

            void startsReading() {
                inFlight.addAll(
                        visitor.startsReading(
                                random.nextBoolean() ? EVERYTHING : random.nextInt(40)));

                assertThat(inFlight.stream().filter(NotificationDelivery.class::isInstance).count())
                        .isLessThanOrEqualTo(64);
            }

            void finishesReading() {
                visitor.finishesReading();
                inFlight.forEach(this::got);
                inFlight.clear();
            }

            void readsAll() {
                finishesReading();
                visitor.reads().forEach(this::got);
                visitor.lastUnread().ifPresent(count -> unread = count);

                assertThat(visitor.closed()).isEmpty();
            }

            /// Called when all is at rest.
            void missesNothing() {
                var missing =
                        confirmed.entrySet().stream()
                                .filter(one ->
                                        one.getValue().isCertainlyOpenFor(user(), clock.instant()))
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toSet());
                assertThat(unread).as("unread of %s", user()).isEqualTo(unreadInStore());
                missing.removeAll(new HashSet<>(got));
                assertThat(missing).as("what %s misses", user()).isEmpty();
            }

            private int unreadInStore() {
                return core.store
                        .entries(
                                user(),
                                Set.of(
                                        InboxStatus.PENDING,
                                        InboxStatus.DELIVERED,
                                        InboxStatus.RECEIVED),
                                Long.MAX_VALUE,
                                EVERYTHING,
                                clock.instant())
                        .size();
            }

            void acknowledges() {
                if (!got.isEmpty()) {
                    var status = anyOf(List.of(AckStatus.values()));
                    var notification = confirmed.get(anyOf(got));
                    notification.mayBeAcknowledged.add(user());
                    visitor.acknowledges(status, notification.id);
                }
            }

            private void got(ServerMessage message) {
                switch (message) {
                    case NotificationDelivery(var notification, var redelivered) ->
                            got(Integer.parseInt(notification.title()), redelivered);
                    case NotificationAcked(var id, var status, var _, var _) -> {
                        if (status != InboxStatus.EXPIRED && status != InboxStatus.WITHDRAWN) {
                            byId(id).acknowledged.add(user());
                        }
                        gone.add(id);
                    }
                    case NotificationWithdrawn(var id) -> gone.add(id);
                    default -> {}
                }
            }

            private Confirmed byId(NotificationId id) {
                return confirmed.values().stream()
                        .filter(one -> one.id.equals(id))
                        .findFirst()
                        .orElseThrow();
            }

            private void got(int number, boolean redelivered) {
                var notification = confirmed.get(number);
                assertThat(notification).as("%d is confirmed", number).isNotNull();
                assertThat(notification.addressees).contains(user());
                assertThat(got.isEmpty() || number > got.getLast())
                        .as("whether %d comes after %s", number, got)
                        .isTrue();
                assertThat(acknowledgedBefore).doesNotContain(number);
                assertThat(gone).doesNotContain(notification.id);
                if (redelivered) {
                    assertThat(writtenTo(user())).contains(number);
                }
                got.add(number);
                writtenTo(user()).add(number);
            }

            private Set<Integer> writtenTo(UserId user) {
                return written.computeIfAbsent(user, u -> new HashSet<>());
            }
        }
    }

    private static final class Confirmed {

        private final NotificationId id;
        private final Set<UserId> addressees;
        private final Instant expiresAt;

        /// Those who were told that their acknowledgement is kept.
        private final Set<UserId> acknowledged = new HashSet<>();

        /// Those who asked for that; a crash may have come in between.
        private final Set<UserId> mayBeAcknowledged = new HashSet<>();

        private boolean withdrawn;

        Confirmed(NotificationId id, Set<UserId> addressees, Instant expiresAt) {
            this.id = id;
            this.addressees = addressees;
            this.expiresAt = expiresAt;
        }

        boolean isCertainlyOpenFor(UserId user, Instant now) {
            return addressees.contains(user)
                    && !mayBeAcknowledged.contains(user)
                    && !withdrawn
                    && now.isBefore(expiresAt);
        }
    }
}
