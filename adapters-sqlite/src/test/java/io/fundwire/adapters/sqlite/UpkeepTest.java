package io.fundwire.adapters.sqlite;

import static io.fundwire.adapters.sqlite.OpenStore.NOW;
import static io.fundwire.domain.notification.AckStatus.READ;
import static io.fundwire.domain.notification.AckStatus.RECEIVED;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.FaultRecorder;
import io.fundwire.application.fixtures.KeptAnswer;
import io.fundwire.application.notification.Appended;
import io.fundwire.application.notification.QueuedEvent;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.Notifications;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.Idempotency;
import io.fundwire.domain.notification.NotificationEvent;
import io.fundwire.domain.notification.NotificationEvent.Kind;
import io.fundwire.domain.notification.Publication;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// What a store does as time passes, and what it has to tell about that.
final class UpkeepTest {

    private static final Instant DEADLINE = NOW.plusSeconds(60);
    private static final Instant LATER = NOW.plus(Duration.ofDays(40));

    private final UserId alice = People.user("alice");
    private final UserId bob = People.user("bob");
    private final UserId visitor = People.anonymous("visitor").user();

    private OpenStore opened;
    private SqliteNotificationStore store;

    @TempDir private Path directory;

    @BeforeEach
    void open() {
        opened = OpenStore.open(directory, new FaultRecorder());
        store = opened.store();
    }

    @AfterEach
    void close() {
        opened.close();
    }

    // Deadlines

    @Test
    void whatNobodyAcknowledgedInTimeIsTold() {
        opened.append(watched("fees"));

        assertThat(checkDeadlines(DEADLINE.minusMillis(1), 10)).isZero();
        assertThat(checkDeadlines(DEADLINE, 10)).isEqualTo(1);

        assertThat(events())
                .containsExactly(
                        new NotificationEvent.Unacknowledged(Notifications.id("fees"), DEADLINE));
        assertThat(checkDeadlines(DEADLINE, 10)).as("once").isZero();
        assertThat(store.find(Notifications.id("fees"), NOW).orElseThrow().ackDeadline()).isNull();
    }

    @Test
    void aDeadlineThatPassesWhileNobodyIsToBeToldIsToldLater(@TempDir Path quiet) {
        try (var silent = SqliteStore.open(quiet, new FaultRecorder(), Set.of())) {
            KeptAnswer.<Appended>of(
                    receipt -> silent.notifications().append(watched("fees"), receipt));
            assertThat(
                            KeptAnswer.<Integer>of(receipt ->
                                    silent.notifications().checkDeadlines(LATER, 10, receipt)))
                    .isZero();
        }

        try (var telling =
                SqliteStore.open(quiet, new FaultRecorder(), Set.of(Kind.UNACKNOWLEDGED))) {
            KeptAnswer.<Integer>of(
                    receipt -> telling.notifications().checkDeadlines(LATER, 10, receipt));

            assertThat(telling.webhooks().due(LATER, 10)).hasSize(1);
        }
    }

    @Test
    void whatSomebodyAcknowledgedOrWasWithdrawnIsNotMissed() {
        opened.append(watched("acknowledged"));
        opened.append(watched("withdrawn"));
        opened.acknowledge(bob, "acknowledged", RECEIVED);
        opened.withdraw("withdrawn");

        assertThat(checkDeadlines(DEADLINE, 10)).isEqualTo(1);

        assertThat(events()).extracting(NotificationEvent::kind).containsExactly(Kind.ACKNOWLEDGED);
    }

    @Test
    void deadlinesAreCheckedInSteps() {
        for (int i = 0; i < 5; i++) {
            opened.append(watched("n" + i));
        }

        assertThat(checkDeadlines(DEADLINE, 3)).isEqualTo(3);
        assertThat(checkDeadlines(DEADLINE, 3)).isEqualTo(2);
        assertThat(events()).hasSize(5);
    }

    // Events

    @Test
    void eachStepForwardIsToldAndNothingElse() {
        opened.append(OpenStore.to(Notifications.offering("fees", "approve"), alice));
        opened.acknowledge(alice, "fees", READ);
        opened.acknowledge(alice, "fees", RECEIVED);
        opened.acknowledge(alice, "fees", new Acknowledgement(RECEIVED, "approve"));

        assertThat(events())
                .containsExactly(
                        acknowledged(new Acknowledgement(READ, null)),
                        acknowledged(new Acknowledgement(READ, "approve")));
    }

    private NotificationEvent acknowledged(Acknowledgement ack) {
        return new NotificationEvent.Acknowledged(Notifications.id("fees"), alice, ack, NOW);
    }

    @Test
    void whatExpiresIsTold() {
        opened.append(OpenStore.to(Notifications.expiring("fees", DEADLINE), alice));

        opened.expire(DEADLINE.plusSeconds(1));

        assertThat(events())
                .containsExactly(new NotificationEvent.Expired(Notifications.id("fees"), DEADLINE));
    }

    @Test
    void whatNobodyWantsToBeToldIsNotQueued() {
        opened.close();
        opened =
                new OpenStore(
                        directory,
                        SqliteStore.open(directory, new FaultRecorder(), Set.of(Kind.EXPIRED)));
        store = opened.store();
        opened.append(watched("fees"));
        opened.acknowledge(alice, "fees", READ);
        checkDeadlines(DEADLINE, 10);
        assertThat(events()).isEmpty();

        opened.expire(LATER);

        assertThat(events()).extracting(NotificationEvent::kind).containsExactly(Kind.EXPIRED);
    }

    @Test
    void whatManyUsersHaveExpiresAFewAtATime() {
        var users =
                IntStream.range(0, Audience.MAX_USERS)
                        .mapToObj(i -> People.user("user-" + i))
                        .toArray(UserId[]::new);
        for (int i = 0; i < 12; i++) {
            opened.append(OpenStore.to(Notifications.expiring("n" + i, DEADLINE), users));
        }

        assertThat(opened.expire(DEADLINE)).hasSize(5);
        assertThat(opened.expire(DEADLINE)).hasSize(5);
        assertThat(opened.expire(DEADLINE)).hasSize(2);
        assertThat(opened.expire(DEADLINE)).isEmpty();
        assertThat(store.counts().pending()).isZero();
    }

    // Pruning

    @Test
    void aBroadcastWithManyEntriesIsForgottenALittleAtATime() throws SQLException {
        for (int i = 0; i < 1000; i++) {
            store.recordSeen(People.user("user-" + i), NOW);
        }
        long sequence = opened.tellEveryone("to all", NOW);
        for (int i = 0; i < 1000; i++) {
            store.recordDelivery(People.user("user-" + i), sequence, NOW, Optional.of(NOW));
        }
        opened.append("kept", alice);
        opened.withdraw("to all");

        assertThat(opened.prune(NOW.plusSeconds(1), 300)).isEqualTo(300);
        assertThat(opened.number("SELECT count(*) FROM entry")).isEqualTo(701);
        for (int pruned = 300; pruned >= 300; ) {
            pruned = opened.prune(NOW.plusSeconds(1), 300);
        }

        assertThat(opened.number("SELECT count(*) FROM entry")).isEqualTo(1);
        assertThat(opened.number("SELECT count(*) FROM notification")).isEqualTo(1);
        assertThat(opened.number("SELECT count(*) FROM user")).as("were just here").isEqualTo(1001);
        assertThat(opened.titles(alice)).containsExactly("kept");
    }

    @Test
    void actionsAreForgottenWithTheirNotification() throws SQLException {
        opened.append(OpenStore.to(Notifications.offering("fees", "a", "b"), alice));
        opened.append(OpenStore.to(Notifications.offering("kept", "a", "b"), alice));
        opened.acknowledge(alice, "fees", READ);

        opened.prune(NOW.plusSeconds(1), 100);

        assertThat(opened.number("SELECT count(*) FROM action")).isEqualTo(2);
    }

    @Test
    void keysAreForgottenAfterTheirTime() throws SQLException {
        opened.append(
                new Publication(
                        Notifications.named("fees"),
                        new Audience.Users(Set.of(alice)),
                        Optional.empty(),
                        Optional.of(new Idempotency("key", "fingerprint"))));

        prune(NOW.plus(Idempotency.REMEMBERED_FOR).minusMillis(1));
        assertThat(opened.number("SELECT count(*) FROM idempotency")).isEqualTo(1);
        prune(NOW.plus(Idempotency.REMEMBERED_FOR));
        assertThat(opened.number("SELECT count(*) FROM idempotency")).isZero();
    }

    @Test
    void usersAreForgottenOnceNothingIsLeftOfThem() throws SQLException {
        opened.arrive(alice, NOW);
        opened.arrive(visitor, NOW);
        opened.append("named", bob);
        opened.tellEveryone("to all", NOW);
        opened.leave(visitor, NOW);

        prune(LATER);
        assertThat(opened.number("SELECT count(*) FROM user"))
                .as("each has something in an inbox")
                .isEqualTo(3);
        opened.expire(LATER);
        prune(LATER);
        assertThat(opened.number("SELECT count(*) FROM user")).isZero();
    }

    @Test
    void usersAreForgottenThoughNewOnesKeepComing() throws SQLException {
        opened.append("first", alice);
        opened.prune(NOW, 10);
        opened.withdraw("first");
        opened.append("second", bob);

        opened.prune(NOW.plusSeconds(1), 10);

        assertThat(opened.number("SELECT count(*) FROM user")).isEqualTo(1);
    }

    @Test
    void whoWasSeenLatelyIsRememberedWithNothingLeft() throws SQLException {
        opened.arrive(alice, LATER.minus(Audience.Everyone.SEEN_WITHIN));
        opened.arrive(visitor, NOW);

        prune(LATER);

        assertThat(opened.number("SELECT count(*) FROM user")).isEqualTo(2);
    }

    // Doing nothing

    @Test
    void nothingIsWrittenWhereThereIsNothingToDo() {
        opened.arrive(alice, NOW);
        opened.append(watched("fees"));
        long before = opened.sqlite().commits();

        opened.expire(NOW);
        checkDeadlines(NOW, 10);
        opened.prune(NOW, 10);
        opened.withdraw("unknown");
        opened.acknowledge(alice, "unknown", READ);
        opened.leave(visitor, NOW);

        assertThat(opened.sqlite().commits()).isEqualTo(before);
        opened.append("next");
        assertThat(opened.sqlite().commits()).isEqualTo(before + 1);
    }

    /// What ended before that, until nothing is left to do.
    private void prune(Instant now) {
        for (int pruned = 1; pruned > 0; ) {
            pruned = opened.prune(now, 10);
        }
        // Users are looked at in turn.
        opened.prune(now, 10);
    }

    private Publication watched(String name) {
        return new Publication(
                Notifications.named(name),
                new Audience.Users(Set.of(alice, bob)),
                Optional.of(DEADLINE),
                Optional.empty());
    }

    private int checkDeadlines(Instant now, int limit) {
        return KeptAnswer.of(receipt -> store.checkDeadlines(now, limit, receipt));
    }

    private List<NotificationEvent> events() {
        return opened.sqlite().webhooks().due(LATER, 100).stream().map(QueuedEvent::event).toList();
    }
}
