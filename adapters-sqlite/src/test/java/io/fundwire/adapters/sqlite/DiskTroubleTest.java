package io.fundwire.adapters.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundwire.application.fixtures.FaultRecorder;
import io.fundwire.application.notification.Appended;
import io.fundwire.application.notification.Ended;
import io.fundwire.application.store.StoreUnavailable;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.Notifications;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.notification.NotificationCounts;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a store does while its disk does not do as it should.
final class DiskTroubleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FULL = "The disk with the data directory is full.";
    private static final String LOCKED = "The file fundwire.db is locked by another program.";

    private final FaultRecorder faults = new FaultRecorder();
    private final UserId alice = People.user("alice");

    private OpenStore opened;
    private SqliteNotificationStore store;

    @TempDir private Path directory;

    @BeforeEach
    void open() {
        open("before");
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void aFullDiskRefusesAWholeBatchAndChangesNothing() throws SQLException {
        fillDisk();
        var hold = Hold.on(opened.sqlite());
        List<Refusal<Appended>> refusals = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            var refusal = new Refusal<Appended>();
            opened.append(large(i), refusal, alice);
            refusals.add(refusal);
        }
        hold.end();

        assertThat(refusals)
                .extracting(Refusal::reason)
                .allSatisfy(why ->
                        assertThat(why).isInstanceOf(StoreUnavailable.class).hasMessage(FULL));
        assertThat(titles()).containsExactly("before");
        assertThat(store.counts()).isEqualTo(new NotificationCounts(1, 0, 0, 1));
    }

    @Test
    void healthSaysThatTheDiskIsFullForAsLongAsItIs() throws SQLException {
        fillDisk();
        assertThat(opened.sqlite().problem()).isEmpty();

        refusalOf(large(1)).reason();

        // Longer than the store waits before it tries by itself.
        await().during(Duration.ofMillis(2500))
                .atMost(PATIENCE)
                .until(() -> opened.sqlite().problem().equals(Optional.of(FULL)));
        assertThat(faults.places()).as("told once").containsExactly("store");
    }

    @Test
    void keepsAgainOnceThereIsRoom() throws SQLException {
        fillDisk();
        refusalOf(large(1)).reason();

        makeRoom();
        append(large(2));

        assertThat(opened.sqlite().problem()).isEmpty();
        assertThat(titles()).containsExactly("before", large(2));
        assertThat(store.counts()).isEqualTo(new NotificationCounts(2, 0, 0, 2));
    }

    @Test
    void findsOutByItselfThatTheTroubleIsOver() throws SQLException {
        opened.sqlite().execute("PRAGMA busy_timeout = 1");
        try (Connection other = new Database(directory.resolve("fundwire.db")).writer();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            var refusal = refusalOf("during");

            assertThat(refusal.reason()).isInstanceOf(StoreUnavailable.class).hasMessage(LOCKED);
            assertThat(opened.sqlite().problem()).contains(LOCKED);
            statement.execute("ROLLBACK");
        }

        await().atMost(PATIENCE).until(() -> opened.sqlite().problem().isEmpty());
        append("after");
        assertThat(titles()).containsExactly("before", "after");
    }

    @Test
    void whatIsKeptCanBeReadInTrouble() throws SQLException {
        fillDisk();
        refusalOf(large(1)).reason();

        assertThat(titles()).containsExactly("before");
        assertThat(store.find(Notifications.id("before"), VirtualClock.START)).isPresent();
    }

    @Test
    void closesInTrouble() throws SQLException {
        fillDisk();
        refusalOf(large(1)).reason();

        close();
        open("reopened");

        assertThat(titles()).containsExactly("before", "reopened");
    }

    @Test
    void recordsOfTheTimeOfTroubleAreKeptOnceThereIsRoom() throws SQLException {
        long sequence = opened.append("waits", alice);
        fillDisk();
        refusalOf(large(1)).reason();
        opened.store().recordDelivery(alice, sequence, OpenStore.NOW, Optional.of(OpenStore.NOW));
        opened.store().recordSeen(alice, OpenStore.NOW);
        refusalOf(large(2)).reason();
        assertThat(store.counts().delivered()).isZero();

        makeRoom();

        await().atMost(PATIENCE).until(() -> store.counts().delivered() == 1);
        assertThat(opened.number("SELECT count(*) FROM user WHERE seen_at IS NOT NULL"))
                .isEqualTo(1);
        assertThat(store.counts()).isEqualTo(new NotificationCounts(2, 1, 0, 1));
        assertThat(faults.places()).as("the trouble alone").containsExactly("store");
    }

    @Test
    void recordsComeBeforeWhatWasAskedForLater() throws SQLException {
        var visitor = People.anonymous("visitor").user();
        opened.arrive(visitor, OpenStore.NOW);
        fillDisk();
        refusalOf(large(1)).reason();
        store.recordGone(visitor, OpenStore.NOW);
        refusalOf(large(2)).reason();

        makeRoom();
        await().atMost(PATIENCE).until(() -> opened.sqlite().problem().isEmpty());
        opened.tellEveryone("for nobody", OpenStore.NOW);

        assertThat(
                        store.find(Notifications.id("for nobody"), OpenStore.NOW)
                                .orElseThrow()
                                .addressed())
                .isZero();
    }

    @Test
    void aTransactionThatWritesNothingDoesNotEndTheTrouble() throws SQLException {
        fillDisk();
        refusalOf(large(1)).reason();

        var refusal = new Refusal<List<Ended>>();
        store.expire(OpenStore.NOW, 10, refusal);

        assertThat(refusal.reason()).isInstanceOf(StoreUnavailable.class);
        assertThat(opened.sqlite().problem()).contains(FULL);
    }

    private void open(String name) {
        opened = OpenStore.open(directory, faults);
        store = opened.store();
        append(name);
    }

    /// As full as it can be: the file may not grow by a single page.
    private void fillDisk() throws SQLException {
        opened.sqlite().execute("PRAGMA max_page_count = 1");
    }

    private void makeRoom() throws SQLException {
        opened.sqlite().execute("PRAGMA max_page_count = 100000");
    }

    private static String large(int number) {
        return number + "x".repeat(16_000);
    }

    private void append(String name) {
        opened.append(name, alice);
    }

    private Refusal<Appended> refusalOf(String name) {
        var refusal = new Refusal<Appended>();
        opened.append(name, refusal, alice);
        return refusal;
    }

    private List<String> titles() {
        return opened.titles(alice);
    }
}
