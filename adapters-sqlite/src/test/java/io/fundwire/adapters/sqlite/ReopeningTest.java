package io.fundwire.adapters.sqlite;

import static io.fundwire.domain.notification.AckStatus.READ;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.FaultRecorder;
import io.fundwire.application.fixtures.KeptAnswer;
import io.fundwire.application.notification.Appended;
import io.fundwire.application.notification.Arrival;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.Notifications;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.notification.AckOutcome;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.DeliveryRecord;
import io.fundwire.domain.notification.DeliveryRecord.Ending;
import io.fundwire.domain.notification.Idempotency;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.InboxState;
import io.fundwire.domain.notification.NotificationCounts;
import io.fundwire.domain.notification.Publication;

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
import java.util.Optional;
import java.util.Set;

/// What is there when a store is opened again.
final class ReopeningTest {

    private static final Instant NOW = VirtualClock.START;
    private static final Acknowledgement SEEN_AND_APPROVED = new Acknowledgement(READ, "approve");

    private final UserId alice = People.user("alice");
    private final UserId bob = People.user("bob");

    private OpenStore opened;
    private SqliteNotificationStore store;

    @TempDir private Path directory;
    @TempDir private Path copy;

    @BeforeEach
    void open() {
        open(directory);
    }

    private void open(Path path) {
        opened = OpenStore.open(path, new FaultRecorder());
        store = opened.store();
    }

    @AfterEach
    void close() {
        opened.close();
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
        opened.append("kept", alice);
        var hold =
                Hold.on(
                        opened.sqlite(),
                        ledger ->
                                ledger.publishing()
                                        .append(
                                                OpenStore.to(
                                                        Notifications.named("half"), alice, bob)));

        crashInto(copy);
        hold.end();
        close();
        open(copy);

        assertThat(inbox()).extracting(InboxEntry::sequence).containsExactly(1L);
        assertThat(store.counts()).isEqualTo(new NotificationCounts(1, 0, 0, 1));
    }

    @Test
    void sequencesRiseFromWhereTheyWere() {
        opened.append("first", alice);
        long last = opened.append("read", bob);
        opened.acknowledge(bob, "read", READ);
        assertThat(opened.prune(NOW.plusMillis(1), 10)).as("the last one is gone").isPositive();

        close();
        open();

        assertThat(opened.append("third", alice)).isGreaterThan(last);
    }

    @Test
    void anonymousUsersAreGoneWithTheProcessAndTheirInboxesEndWhenTheyDoNotComeBack() {
        var anonymous = People.anonymous("k3x").user();
        var lookalike = People.user("client");
        opened.arrive(anonymous, NOW.minusSeconds(1));
        opened.arrive(lookalike, NOW.minusSeconds(1));
        opened.append("fees", anonymous, alice, lookalike);
        opened.tellEveryone("to all", NOW.plusSeconds(1));

        close();
        open();
        Settled.store(opened.sqlite());

        assertThat(opened.titles(anonymous)).containsExactly("fees", "to all");
        opened.tellEveryone("later", NOW.plusSeconds(2));
        assertThat(opened.titles(anonymous)).as("not here").containsExactly("fees", "to all");
        var goneAt = NOW.plusSeconds(1);
        assertThat(endAbsent(goneAt)).isZero();
        assertThat(store.counts()).isEqualTo(new NotificationCounts(3, 0, 0, 6));
        assertThat(endAbsent(goneAt.plusMillis(1))).isEqualTo(1);

        assertThat(opened.open(anonymous)).isEmpty();
        assertThat(opened.titles(lookalike)).containsExactly("fees", "to all", "later");
        assertThat(inbox()).hasSize(1);
        assertThat(store.counts()).isEqualTo(new NotificationCounts(3, 0, 0, 4));
        assertThat(store.deliveries(Notifications.id("fees"), "client", 1, NOW))
                .extracting(DeliveryRecord::ending)
                .containsExactly(new Ending(Ending.Reason.CLIENT_LEFT, NOW.plusSeconds(9)));
    }

    private int endAbsent(Instant goneBefore) {
        return KeptAnswer.<Integer>of(
                receipt -> store.endAbsent(NOW.plusSeconds(9), goneBefore, 10, receipt));
    }

    @Test
    void theTextOfANotificationIsStoredOnce() throws IOException {
        opened.append("nobody's");
        close();
        long before = Files.size(directory.resolve("fundwire.db"));
        open();
        Set<UserId> everyone = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            everyone.add(People.user("user-" + i));
        }

        opened.append("x".repeat(10_000), everyone.toArray(UserId[]::new));
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

    @Test
    void versionsRiseFromWhereTheyWere() {
        opened.append("fees", alice);
        long before = store.unread(alice, NOW).version();

        close();
        open();

        assertThat(before).isPositive();
        assertThat(store.unread(alice, NOW).version()).isEqualTo(before);
        opened.append("next", alice);
        assertThat(store.unread(alice, NOW).version()).isGreaterThan(before);
    }

    @Test
    void keysAndEventsAndArrivalsAreStillKnown() {
        var publication = keyed("fees");
        opened.arrive(alice, NOW);
        opened.append(publication);
        opened.acknowledge(alice, "fees", READ);
        var events = opened.sqlite().webhooks().due(NOW, 10);

        close();
        open();

        assertThat(KeptAnswer.<Appended>of(receipt -> store.append(keyed("again"), receipt)))
                .isEqualTo(new Appended.Repeated(Notifications.id("fees"), NOW));
        assertThat(opened.sqlite().webhooks().due(NOW, 10)).hasSize(1).isEqualTo(events);
        assertThat(opened.arrive(alice, NOW)).isEqualTo(new Arrival(0));
    }

    private Publication keyed(String name) {
        return new Publication(
                Notifications.named(name),
                new Audience.Users(Set.of(alice)),
                Optional.empty(),
                Optional.of(new Idempotency("key", "fingerprint")));
    }

    private List<InboxEntry> history() {
        opened.append(
                OpenStore.to(Notifications.offering("choice", "approve", "reject"), alice, bob));
        long delivered = opened.append("delivered", alice);
        opened.append("pending", alice);
        opened.acknowledge(alice, "choice", SEEN_AND_APPROVED);
        opened.arrive(bob, NOW);
        opened.tellEveryone("to all", NOW);
        opened.deliver(alice, delivered, NOW.plusMillis(7));
        return inbox();
    }

    private void assertHistory() {
        assertThat(inbox())
                .extracting(InboxEntry::progress)
                .containsExactly(
                        new InboxState.Delivered(NOW.plusMillis(7)), new InboxState.Pending());
        assertThat(opened.acknowledge(alice, "choice", SEEN_AND_APPROVED))
                .isInstanceOf(AckOutcome.Unchanged.class);
        assertThat(opened.titles(bob)).containsExactly("choice", "to all");
        assertThat(store.counts()).isEqualTo(new NotificationCounts(4, 1, 1, 3));
    }

    private void crashInto(Path path) throws IOException {
        for (String name : List.of("fundwire.db", "fundwire.db-wal")) {
            Files.copy(directory.resolve(name), path.resolve(name));
        }
    }

    private List<InboxEntry> inbox() {
        return opened.open(alice);
    }
}
