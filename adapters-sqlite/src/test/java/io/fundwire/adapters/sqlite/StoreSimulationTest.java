package io.fundwire.adapters.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.FaultRecorder;
import io.fundwire.application.fixtures.InMemoryNotificationStore;
import io.fundwire.application.fixtures.KeptAnswer;
import io.fundwire.application.fixtures.Stores;
import io.fundwire.application.notification.Appended;
import io.fundwire.application.notification.Arrival;
import io.fundwire.application.notification.Ended;
import io.fundwire.application.notification.Withdrawal;
import io.fundwire.application.store.Receipt;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.Simulation;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.notification.AckOutcome;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.Action;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.Idempotency;
import io.fundwire.domain.notification.InboxStatus;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationId;
import io.fundwire.domain.notification.Publication;
import io.fundwire.domain.notification.Severity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Whatever is asked of it, a store answers as the simplest store does.
final class StoreSimulationTest {

    private static final int STEPS = 120;
    private static final List<AckStatus> STATUSES = List.of(AckStatus.values());

    @TempDir private Path parent;

    @Test
    void answersAsTheModelDoes() {
        Simulation.seeds(8)
                .run(random -> {
                    var opened =
                            OpenStore.open(
                                    Files.createTempDirectory(parent, "run"), new FaultRecorder());
                    try (opened) {
                        new Run(random, opened.sqlite()).go();
                    }
                });
    }

    private static final class Run {

        private final VirtualClock clock = new VirtualClock();
        private final InMemoryNotificationStore memory = new InMemoryNotificationStore();
        private final Stores model = Stores.of(memory);
        private final RandomGenerator random;
        private final Stores tested;
        private final List<UserId> users = new ArrayList<>();
        private final Map<UserId, Instant> gone = new HashMap<>();
        private final List<NotificationId> ids = new ArrayList<>();
        private int visitors;

        Run(RandomGenerator random, SqliteStore store) {
            this.random = random;
            this.tested = Stores.of(new Settled(store));
            List.of("alice", "bob", "carol").forEach(name -> users.add(People.user(name)));
            newVisitor();
            newVisitor();
        }

        private void newVisitor() {
            users.add(People.anonymous("visitor" + visitors++).user());
        }

        void go() {
            for (int i = 0; i < STEPS; i++) {
                step();
                compare();
            }
        }

        private void step() {
            Instant now = clock.instant();
            var user = users.get(random.nextInt(users.size()));
            switch (random.nextInt(12)) {
                case 0, 1 -> {
                    var publication = publication(now);
                    this.<Appended>same(
                            (stores, receipt) -> stores.store().append(publication, receipt));
                }
                case 2, 3 -> {
                    this.<Arrival>same(
                            (stores, receipt) -> stores.store().arrive(user, now, receipt));
                    gone.remove(user);
                }
                case 4 -> both(stores -> stores.store().recordSeen(user, now));
                case 5 -> go(now);
                case 6, 7 -> {
                    long sequence = random.nextLong(1, ids.size() + 2L);
                    Optional<Instant> written =
                            random.nextBoolean()
                                    ? Optional.of(now.plusMillis(3))
                                    : Optional.empty();
                    both(stores -> stores.store().recordDelivery(user, sequence, now, written));
                }
                case 8, 9 -> {
                    var id = someId();
                    var status = STATUSES.get(random.nextInt(STATUSES.size()));
                    var ack = new Acknowledgement(status, random.nextBoolean() ? null : "a");
                    this.<List<AckOutcome>>same((stores, receipt) ->
                            stores.store().acknowledge(user, List.of(id), ack, now, receipt));
                }
                case 10 -> {
                    var id = someId();
                    this.<Withdrawal>same(
                            (stores, receipt) -> stores.store().withdraw(id, now, receipt));
                }
                default -> timePasses();
            }
        }

        private Publication publication(Instant now) {
            var id = new NotificationId("ntf_" + ids.size());
            ids.add(id);
            var ttl = Duration.ofHours(1 + random.nextInt(2) * 900);
            var notification =
                    new Notification(
                            id,
                            "title",
                            "body",
                            Severity.INFO,
                            null,
                            null,
                            List.of(new Action("a", "A", null)),
                            null,
                            now,
                            now.plus(ttl));
            Set<UserId> named = new HashSet<>(users);
            named.removeIf(user -> random.nextBoolean());
            var key = new Idempotency("key" + random.nextInt(3), "print" + random.nextInt(2));
            return new Publication(
                    notification,
                    random.nextBoolean() ? new Audience.Everyone() : new Audience.Users(named),
                    Optional.empty(),
                    random.nextInt(4) == 0 ? Optional.of(key) : Optional.empty());
        }

        private void go(Instant now) {
            var visitor = users.get(3 + random.nextInt(users.size() - 3));
            both(stores -> stores.store().recordGone(visitor, now));
            gone.putIfAbsent(visitor, now);
        }

        /// Those whose inboxes ended do not come back; others come.
        private void endAbsent(Instant now) {
            var before = now.minus(Duration.ofMinutes(random.nextInt(3) * 50L));
            this.<Integer>same(
                    (stores, receipt) -> stores.upkeep().endAbsent(now, before, 1000, receipt));
            for (UserId visitor : List.copyOf(gone.keySet())) {
                if (gone.get(visitor).isBefore(before)) {
                    gone.remove(visitor);
                    users.remove(visitor);
                    newVisitor();
                }
            }
        }

        /// The hours in which nothing happens are those in which what is over is ended.
        private void timePasses() {
            var steps =
                    List.of(
                            Duration.ofMillis(1),
                            Duration.ofHours(1),
                            Duration.ofDays(10),
                            Duration.ofDays(31));
            clock.advance(steps.get(random.nextInt(steps.size())));
            Instant now = clock.instant();
            this.<List<Ended>>same((stores, receipt) -> stores.upkeep().expire(now, 1000, receipt));
            endAbsent(now);
            if (random.nextBoolean()) {
                both(stores ->
                        KeptAnswer.<Integer>of(receipt ->
                                stores.upkeep()
                                        .prune(now, now.minus(Duration.ofDays(5)), 1000, receipt)));
            }
        }

        private NotificationId someId() {
            return ids.isEmpty()
                    ? new NotificationId("unknown")
                    : ids.get(random.nextInt(ids.size()));
        }

        private <T> void same(BiConsumer<Stores, Receipt<T>> change) {
            T expected = KeptAnswer.of(receipt -> change.accept(model, receipt));
            T answer = KeptAnswer.of(receipt -> change.accept(tested, receipt));
            assertThat(answer).isEqualTo(expected);
        }

        private void both(Consumer<Stores> change) {
            change.accept(model);
            change.accept(tested);
        }

        private void compare() {
            Instant now = clock.instant();
            assertThat(tested.store().counts()).isEqualTo(model.store().counts());
            for (UserId user : users) {
                sameAnswer(stores -> stores.store().openEntries(user, 2, 5, now));
                sameAnswer(stores -> stores.store().unread(user, now));
                var statuses = EnumSet.allOf(InboxStatus.class);
                sameAnswer(stores -> stores.store().entries(user, statuses, 1000, 1000, now));
                statuses.removeIf(status -> random.nextBoolean());
                sameAnswer(stores -> stores.store().entries(user, statuses, 20, 5, now));
            }
            var id = someId();
            sameAnswer(stores -> stores.ledger().find(id, now));
            sameAnswer(stores -> stores.ledger().deliveries(id, "bob", 3, now));
        }

        private void sameAnswer(Function<Stores, ?> question) {
            assertThat((Object) question.apply(tested)).isEqualTo(question.apply(model));
        }
    }
}
