package io.fundwire.adapters.sqlite;

import static io.fundwire.domain.notification.AckStatus.READ;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.FaultRecorder;
import io.fundwire.application.fixtures.KeptAnswer;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.Notifications;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.notification.AckOutcome;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.InboxState;
import io.fundwire.domain.notification.NotificationCounts;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What is there when a store is opened again.
final class ReopeningTest {

    private static final Instant NOW = VirtualClock.START;
    private static final Acknowledgement SEEN_AND_APPROVED = new Acknowledgement(READ, "approve");

    private final UserId alice = People.user("alice");
    private final UserId bob = People.user("bob");

    private SqliteNotificationStore store;

    @TempDir private Path directory;
    @TempDir private Path copy;

    @BeforeEach
    void open() {
        open(directory);
    }

    private void open(Path path) {
        store = SqliteNotificationStore.open(path, new FaultRecorder());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void everythingIsThereAfterAStop() {
        var before = history();

        close();
        open();

        assertThat(inbox()).isEqualTo(before);
        assertHistory();
    }

    @Test
    void everythingIsThereAfterACrash() throws IOException {
        var before = history();

        // As the disk is when the process is killed: nobody has ended anything in order.
        crashInto(copy);
        close();
        open(copy);

        assertThat(inbox()).isEqualTo(before);
        assertHistory();
    }

    @Test
    void whatWasNotCommittedIsGoneAsAWhole() throws IOException {
        append("kept", alice);
        var hold =
                Hold.on(
                        store,
                        ledger -> ledger.append(Notifications.named("half"), Set.of(alice, bob)));

        crashInto(copy);
        hold.end();
        close();
        open(copy);

        assertThat(inbox()).extracting(InboxEntry::sequence).containsExactly(1L);
        assertThat(store.counts()).isEqualTo(new NotificationCounts(1, 0, 0, 1));
    }

    @Test
    void sequencesRiseFromWhereTheyWere() {
        append("first", alice);
        long last = append("second", People.client("x").user());
        store.removeInbox(alice);

        close();
        open();

        assertThat(append("third", alice)).isGreaterThan(last);
    }

    @Test
    void anonymousInboxesEndWithTheProcess() {
        var anonymous = People.anonymous("k3x").user();
        var lookalike = People.user("client");
        append("fees", anonymous, alice, lookalike);

        close();
        open();
        Settled.store(store);

        assertThat(store.openEntries(anonymous, 0, 10, NOW)).isEmpty();
        assertThat(store.openEntries(lookalike, 0, 10, NOW)).hasSize(1);
        assertThat(inbox()).hasSize(1);
        assertThat(store.counts()).isEqualTo(new NotificationCounts(1, 0, 0, 2));
    }

    @Test
    void theTextOfANotificationIsStoredOnce() throws IOException {
        append("nobody's");
        close();
        long before = Files.size(directory.resolve("fundwire.db"));
        open();
        Set<UserId> everyone = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            everyone.add(People.user("user-" + i));
        }

        append("x".repeat(10_000), everyone.toArray(UserId[]::new));
        close();

        assertThat(Files.size(directory.resolve("fundwire.db")) - before).isLessThan(200_000);
        open();
    }

    @Test
    void aCommitIsOnTheDiskWhenItReturns() throws SQLException {
        var database = new Database(directory.resolve("fundwire.db"));
        try (Connection writer = database.writer()) {
            assertThat(Prepared.on(writer, "PRAGMA synchronous").ask(Rows::number)).isEqualTo(2);
            assertThat(Prepared.on(writer, "PRAGMA journal_mode").ask(Rows::text)).isEqualTo("wal");
        }
    }

    private List<InboxEntry> history() {
        KeptAnswer.<Long>of(receipt ->
                store.append(
                        Notifications.offering("choice", "approve", "reject"),
                        Set.of(alice, bob),
                        receipt));
        append("delivered", alice);
        append("pending", alice);
        acknowledge();
        store.recordDelivered(alice, Notifications.id("delivered"), NOW.plusMillis(7));
        store.recordSeen(bob, NOW);
        Settled.store(store);
        return inbox();
    }

    private void assertHistory() {
        assertThat(inbox())
                .extracting(InboxEntry::state)
                .containsExactly(
                        new InboxState.Delivered(NOW.plusMillis(7)), new InboxState.Pending());
        assertThat(acknowledge()).isInstanceOf(AckOutcome.Unchanged.class);
        assertThat(store.openEntries(bob, 0, 10, NOW)).hasSize(1);
        assertThat(store.seenSince(NOW)).containsExactly(bob);
        assertThat(store.counts()).isEqualTo(new NotificationCounts(3, 1, 1, 2));
    }

    private AckOutcome acknowledge() {
        return KeptAnswer.of(receipt ->
                store.acknowledge(
                        alice, Notifications.id("choice"), SEEN_AND_APPROVED, NOW, receipt));
    }

    private long append(String name, UserId... recipients) {
        return KeptAnswer.of(
                receipt -> store.append(Notifications.named(name), Set.of(recipients), receipt));
    }

    private void crashInto(Path path) throws IOException {
        for (String name : List.of("fundwire.db", "fundwire.db-wal")) {
            Files.copy(directory.resolve(name), path.resolve(name));
        }
    }

    private List<InboxEntry> inbox() {
        return store.openEntries(alice, 0, 10, NOW);
    }
}
