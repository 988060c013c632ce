package io.fundwire.adapters.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundwire.application.fixtures.FaultRecorder;
import io.fundwire.application.fixtures.KeptAnswer;
import io.fundwire.application.notification.StoreUnavailable;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.Notifications;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.notification.InboxEntry;
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
import java.util.Set;

/// What a store does while its disk does not do as it should.
final class DiskTroubleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FULL = "The disk with the notifications is full.";
    private static final String LOCKED = "The file of notifications is locked by another program.";

    private final FaultRecorder faults = new FaultRecorder();
    private final UserId alice = People.user("alice");

    private SqliteNotificationStore store;

    @TempDir private Path directory;

    @BeforeEach
    void open() {
        store = SqliteNotificationStore.open(directory, faults);
        append("before");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aFullDiskRefusesAWholeBatchAndChangesNothing() {
        fillDisk();
        var hold = Hold.on(store);
        List<Refusal<Long>> refusals = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            var refusal = new Refusal<Long>();
            store.append(Notifications.named(large(i)), Set.of(alice), refusal);
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
    void healthSaysThatTheDiskIsFullForAsLongAsItIs() {
        fillDisk();
        assertThat(store.problem()).isEmpty();

        refusalOf(large(1)).reason();

        // Longer than the store waits before it tries by itself.
        await().during(Duration.ofMillis(2500))
                .atMost(PATIENCE)
                .until(() -> store.problem().equals(Optional.of(FULL)));
        assertThat(faults.places()).as("told once").containsExactly("notification store");
    }

    @Test
    void keepsAgainOnceThereIsRoom() {
        fillDisk();
        refusalOf(large(1)).reason();

        Hold.run(store, "PRAGMA max_page_count = 100000");
        append(large(2));

        assertThat(store.problem()).isEmpty();
        assertThat(titles()).containsExactly("before", large(2));
        assertThat(store.counts()).isEqualTo(new NotificationCounts(2, 0, 0, 2));
    }

    @Test
    void findsOutByItselfThatTheTroubleIsOver() throws SQLException {
        Hold.run(store, "PRAGMA busy_timeout = 1");
        try (Connection other = new Database(directory.resolve("fundwire.db")).writer();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            var refusal = refusalOf("during");

            assertThat(refusal.reason()).isInstanceOf(StoreUnavailable.class).hasMessage(LOCKED);
            assertThat(store.problem()).contains(LOCKED);
            statement.execute("ROLLBACK");
        }

        await().atMost(PATIENCE).until(() -> store.problem().isEmpty());
        append("after");
        assertThat(titles()).containsExactly("before", "after");
    }

    @Test
    void whatIsKeptCanBeReadInTrouble() {
        fillDisk();
        refusalOf(large(1)).reason();

        assertThat(titles()).containsExactly("before");
        assertThat(store.seenSince(VirtualClock.START)).isEmpty();
    }

    @Test
    void closesInTrouble() {
        fillDisk();
        refusalOf(large(1)).reason();

        close();
        open("reopened");

        assertThat(titles()).containsExactly("before", "reopened");
    }

    private void open(String name) {
        store = SqliteNotificationStore.open(directory, faults);
        append(name);
    }

    /// As full as it can be: the file may not grow by a single page.
    private void fillDisk() {
        Hold.run(store, "PRAGMA max_page_count = 1");
    }

    private static String large(int number) {
        return number + "x".repeat(16_000);
    }

    private void append(String name) {
        KeptAnswer.<Long>of(
                receipt -> store.append(Notifications.named(name), Set.of(alice), receipt));
    }

    private Refusal<Long> refusalOf(String name) {
        var refusal = new Refusal<Long>();
        store.append(Notifications.named(name), Set.of(alice), refusal);
        return refusal;
    }

    private List<String> titles() {
        return store.openEntries(alice, 0, 100, VirtualClock.START).stream()
                .map(InboxEntry::notification)
                .map(notification -> notification.title())
                .toList();
    }
}
