package io.fundwire.adapters.sqlite;

import static io.fundwire.adapters.sqlite.OpenStore.NOW;
import static io.fundwire.domain.notification.AckStatus.READ;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.FaultRecorder;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.Notifications;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.notification.InboxStatus;
import io.fundwire.domain.notification.NotificationCounts;
import io.fundwire.domain.notification.NotificationSummary;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What becomes of notifications to everyone, of which there is one row and none for each user.
final class EveryoneTest {

    private static final int USERS = 1000;
    private static final String ENTRIES = "SELECT count(*) FROM entry";

    private final UserId alice = People.user("alice");
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

    @Test
    void aBroadcastIsOneRowWhoeverItIsFor() throws SQLException {
        crowd();

        opened.tellEveryone("to all", NOW);

        assertThat(opened.number("SELECT count(*) FROM notification")).isEqualTo(1);
        assertThat(opened.number(ENTRIES)).isZero();
        assertThat(summary("to all").addressed()).isEqualTo(USERS);
        assertThat(store.counts()).isEqualTo(new NotificationCounts(1, 0, 0, USERS));
        assertThat(opened.titles(user(7))).containsExactly("to all");
    }

    @Test
    void onlyThoseOfWhomSomethingIsKnownHaveAnEntry() throws SQLException {
        crowd();
        long sequence = opened.tellEveryone("to all", NOW);

        opened.deliver(user(1), sequence, NOW);
        opened.deliver(user(1), sequence, NOW);
        opened.acknowledge(user(2), "to all", READ);
        opened.deliver(alice, sequence, NOW);

        assertThat(opened.number(ENTRIES)).isEqualTo(2);
        assertThat(store.counts()).isEqualTo(new NotificationCounts(1, 1, 1, USERS - 2));
        assertThat(summary("to all").byStatus())
                .containsEntry(InboxStatus.PENDING, USERS - 2L)
                .containsEntry(InboxStatus.DELIVERED, 1L)
                .containsEntry(InboxStatus.READ, 1L);
    }

    @Test
    void whoeverComesOrGoesIsCountedFromThenOn() {
        opened.arrive(alice, NOW);
        assertThat(addressed("one", NOW)).isEqualTo(1);
        opened.arrive(visitor, NOW);
        opened.arrive(alice, NOW.plusSeconds(1));
        assertThat(addressed("two", NOW.plusSeconds(1))).isEqualTo(2);
        opened.leave(visitor, NOW.plusSeconds(2));
        assertThat(addressed("three", NOW.plusSeconds(2))).isEqualTo(1);

        var lastDay = NOW.plusSeconds(1).plus(Duration.ofDays(30));
        assertThat(addressed("four", lastDay)).isEqualTo(1);
        assertThat(addressed("five", lastDay.plusMillis(1))).isZero();
        opened.arrive(alice, lastDay.plusMillis(2));
        assertThat(addressed("six", lastDay.plusMillis(2))).isEqualTo(1);
        assertThat(addressed("seven, by a clock that was put back", NOW)).isEqualTo(1);
    }

    @Test
    void whoeverIsCountedInAChangeThatFailsIsNot() {
        assertThat(addressed("nobody's", NOW)).isZero();
        var broken = new Refusal<Boolean>();
        opened.sqlite()
                .promise(
                        ledger -> {
                            ledger.presence().arrive(alice, NOW);
                            throw new IllegalStateException("made to fail");
                        },
                        broken);
        broken.reason();

        assertThat(addressed("still nobody's", NOW)).isZero();
    }

    @Test
    void whoeverIsForgottenIsNoLongerCounted() {
        opened.arrive(alice, NOW);
        assertThat(addressed("one", NOW)).isEqualTo(1);
        var later = NOW.plus(Duration.ofDays(61));
        opened.expire(later);

        opened.prune(later, 100);

        assertThat(addressed("nobody's", later)).isZero();
    }

    @Test
    void whoWasAwayFor31DaysKeepsWhatWasForItBefore() throws SQLException {
        var back = NOW.plus(Duration.ofDays(31));
        opened.arrive(alice, NOW);
        long inTime = opened.tellEveryone("in time", NOW.plus(Duration.ofDays(20)));
        long late = opened.tellEveryone("too late", back.minusMillis(1));

        store.recordSeen(alice, back);
        opened.deliver(alice, inTime, back);
        opened.deliver(alice, late, back);
        opened.tellEveryone("again", back);

        assertThat(opened.titles(alice, back)).containsExactly("in time", "again");
        assertThat(opened.number(ENTRIES)).as("in time, written down").isEqualTo(1);
        assertThat(summary("too late").delivered()).isZero();
        assertThat(store.unread(alice, back).count()).isEqualTo(2);
    }

    @Test
    void whatReachedAnAnonymousUserIsNotTakenOffTwice() {
        opened.arrive(visitor, NOW);
        opened.arrive(alice, NOW);
        long reached = opened.tellEveryone("reached", NOW);
        long queued = opened.tellEveryone("queued", NOW);
        opened.deliver(visitor, reached, NOW);
        store.recordDelivery(visitor, queued, NOW, Optional.empty());
        opened.append("named", visitor, alice);
        Settled.store(opened.sqlite());
        assertThat(store.counts().pending()).isEqualTo(5);

        opened.leave(visitor, NOW);
        assertThat(store.counts().pending()).as("alice's").isEqualTo(3);
        opened.leave(visitor, NOW);
        opened.deliver(visitor, queued, NOW);
        assertThat(store.counts()).isEqualTo(new NotificationCounts(3, 2, 0, 3));
    }

    @Test
    void whatWasForAnonymousUsersAloneEndsWithTheLastOfThem() throws SQLException {
        var other = People.anonymous("other").user();
        opened.arrive(visitor, NOW);
        opened.arrive(other, NOW);
        opened.append("for both", visitor, other);

        opened.leave(visitor, NOW);
        assertThat(opened.number("SELECT count(ended_at) FROM notification")).isZero();
        opened.leave(other, NOW);

        assertThat(opened.number("SELECT count(ended_at) FROM notification")).isEqualTo(1);
        assertThat(store.counts().pending()).isZero();
    }

    @Test
    void anAnonymousUserWhomNothingRefersToIsForgottenWhenItDoesNotComeBack() throws SQLException {
        opened.tellEveryone("before", NOW);
        opened.arrive(visitor, NOW);
        opened.go(visitor, NOW);
        opened.tellEveryone("after", NOW);
        assertThat(opened.number("SELECT count(*) FROM user")).isEqualTo(1);

        opened.endAbsent(NOW);

        assertThat(opened.number("SELECT count(*) FROM user")).isZero();
    }

    @Test
    void whatIsRecordedOfAnAnonymousUserAfterItIsGoneDoesNotBringItBack() {
        opened.arrive(visitor, NOW);
        opened.tellEveryone("to all", NOW);
        opened.leave(visitor, NOW);

        store.recordSeen(visitor, NOW);

        assertThat(addressed("next", NOW)).isZero();
    }

    @Test
    void whoComesBackHavingMissedNothingWritesNothingDown() throws SQLException {
        opened.arrive(visitor, NOW);
        opened.tellEveryone("to all", NOW);
        opened.go(visitor, NOW);
        opened.append("named", alice);
        opened.arrive(visitor, NOW);
        assertThat(opened.number(ENTRIES)).as("alice's").isEqualTo(1);

        opened.go(visitor, NOW);
        opened.tellEveryone("missed", NOW);
        opened.arrive(visitor, NOW);

        assertThat(opened.number(ENTRIES)).isEqualTo(2);
        assertThat(opened.titles(visitor)).containsExactly("to all");
        opened.leave(visitor, NOW);
        assertThat(store.counts().pending()).as("alice's").isEqualTo(1);
    }

    @Test
    void whoIsAbsentIsNotCountedAndWhoComesBackIs() {
        opened.arrive(visitor, NOW);
        opened.arrive(alice, NOW);
        assertThat(addressed("one", NOW)).isEqualTo(2);

        opened.go(visitor, NOW);
        opened.go(visitor, NOW);
        assertThat(addressed("two", NOW)).isEqualTo(1);
        opened.arrive(visitor, NOW);
        assertThat(addressed("three", NOW)).isEqualTo(2);
        opened.leave(visitor, NOW);
        assertThat(addressed("four", NOW)).isEqualTo(1);
    }

    private void crowd() {
        for (int i = 0; i < USERS; i++) {
            store.recordSeen(user(i), NOW);
        }
        Settled.store(opened.sqlite());
    }

    private static UserId user(int number) {
        return People.user("user-" + number);
    }

    private long addressed(String name, Instant now) {
        opened.tellEveryone(name, now);
        return summary(name).addressed();
    }

    private NotificationSummary summary(String name) {
        return store.find(Notifications.id(name), NOW).orElseThrow();
    }
}
