package io.fundwire.adapters.sqlite;

import static io.fundwire.adapters.sqlite.OpenStore.NOW;
import static io.fundwire.domain.notification.AckStatus.DISMISSED;
import static io.fundwire.domain.notification.AckStatus.READ;
import static io.fundwire.domain.notification.AckStatus.RECEIVED;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.FaultRecorder;
import io.fundwire.application.notification.Arrival;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.Notifications;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.DeliveryRecord;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.InboxState;
import io.fundwire.domain.notification.InboxStatus;
import io.fundwire.domain.notification.NotificationCounts;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;

/// What becomes of a file that the first version wrote.
final class MigrationTest {

    private static final Instant END = NOW.plus(Duration.ofDays(7));

    private final UserId alice = People.user("alice");
    private final UserId bob = People.user("bob");

    private OpenStore opened;
    private SqliteNotificationStore store;

    @TempDir private Path directory;

    @BeforeEach
    void open() throws Exception {
        writeFirstVersion();
        opened = OpenStore.open(directory, new FaultRecorder());
        store = opened.store();
        Settled.store(opened.sqlite());
    }

    @AfterEach
    void close() {
        opened.close();
    }

    private void writeFirstVersion() throws Exception {
        try (Connection writer = new Database(directory.resolve("fundwire.db")).writer();
                var statement = writer.createStatement();
                var script = Schema.class.getResourceAsStream("V1__notifications.sql")) {
            statement.executeUpdate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            statement.executeUpdate(
                    """
                    PRAGMA user_version = 1;
                    INSERT INTO user VALUES ('alice', %1$d), ('client_visitor', %1$d);
                    INSERT INTO action VALUES (2, 0, 'a', 'Approve', 'primary');
                    INSERT INTO action VALUES (2, 1, 'b', 'Reject', NULL);
                    UPDATE counts SET published = 8, delivered = 3, acknowledged = 4, pending = 5;
                    """
                            .formatted(NOW.toEpochMilli()));
            var notification =
                    Prepared.on(
                            writer,
                            """
                            INSERT INTO notification VALUES
                                (?1, 'ntf_' || ?2, ?2, 'body', 'WARNING', 'fees', '/f', '{}', ?3, ?4)
                            """);
            var names =
                    List.of(
                            "pending",
                            "delivered",
                            "received",
                            "read",
                            "dismissed",
                            "expired",
                            "nobody's",
                            "the visitor's");
            for (int i = 0; i < names.size(); i++) {
                var end = names.get(i).equals("expired") ? NOW : END;
                notification.run(i + 1, names.get(i), NOW.minusSeconds(9), end);
            }
            var entry = Prepared.on(writer, "INSERT INTO inbox VALUES (?, ?, ?, ?, ?, ?)");
            entry.run("alice", 1, null, null, null, null);
            entry.run("bob", 1, null, null, null, null);
            entry.run("client_visitor", 1, null, null, null, null);
            entry.run("alice", 2, at(1), null, null, null);
            entry.run("alice", 3, at(1), at(2), "RECEIVED", null);
            entry.run("alice", 4, null, at(3), "READ", "b");
            entry.run("bob", 4, null, at(4), "READ", null);
            entry.run("alice", 5, at(1), at(5), "DISMISSED", null);
            entry.run("alice", 6, null, null, null, null);
            entry.run("client_visitor", 8, null, null, null, null);
        }
    }

    private static Instant at(int seconds) {
        return NOW.minusSeconds(9 - seconds);
    }

    @Test
    void inboxesAreAsTheyWere() {
        assertThat(opened.titles(alice)).containsExactly("pending", "delivered");
        assertThat(opened.titles(bob)).containsExactly("pending");
        assertThat(opened.open(alice).get(1).progress()).isEqualTo(new InboxState.Delivered(at(1)));
        assertThat(store.unread(alice, NOW).count()).isEqualTo(3);
        assertThat(progress("received")).isEqualTo(acknowledged(RECEIVED, null, 2));
        assertThat(progress("read")).isEqualTo(acknowledged(READ, "b", 3));
        assertThat(progress("dismissed")).isEqualTo(acknowledged(DISMISSED, null, 5));
    }

    @Test
    void notificationsAreAsTheyWere() {
        var notification = opened.open(alice).get(1).notification();

        assertThat(notification.id()).isEqualTo(Notifications.id("delivered"));
        assertThat(notification.severity().name()).isEqualTo("WARNING");
        assertThat(notification.category()).isEqualTo("fees");
        assertThat(notification.link()).isEqualTo("/f");
        assertThat(notification.body()).isEqualTo("body");
        assertThat(notification.payload()).extracting(payload -> payload.json()).isEqualTo("{}");
        assertThat(notification.createdAt()).isEqualTo(NOW.minusSeconds(9));
        assertThat(notification.expiresAt()).isEqualTo(END);
        assertThat(notification.actions())
                .extracting(action -> action.id())
                .containsExactly("a", "b");
    }

    @Test
    void whatHappenedIsStillCountedAndWhatIsOverIsNotPending() {
        assertThat(store.counts()).isEqualTo(new NotificationCounts(8, 3, 4, 4));
        assertThat(opened.endAbsent(NOW)).isEqualTo(1);

        assertThat(store.counts()).isEqualTo(new NotificationCounts(8, 3, 4, 2));
        assertThat(store.find(Notifications.id("read"), NOW).orElseThrow().byStatus())
                .containsEntry(InboxStatus.READ, 2L);
        assertThat(store.deliveries(Notifications.id("pending"), "bob", 10, NOW))
                .extracting(DeliveryRecord::ending)
                .as("the visitor did not come back")
                .doesNotContainNull()
                .hasSize(1);
    }

    @Test
    void whatIsOverIsNoNewsAndIsPruned() throws Exception {
        assertThat(opened.expire(NOW)).isEmpty();
        opened.endAbsent(NOW);
        opened.prune(NOW.plusSeconds(1), 100);

        assertThat(opened.number("SELECT count(*) FROM notification")).isEqualTo(3);
        assertThat(opened.titles(alice)).containsExactly("pending", "delivered");
        assertThat(opened.expire(END)).hasSize(3);
    }

    @Test
    void usersWhoWereHereAreOfEveryoneFromNowOn() {
        long sequence = opened.tellEveryone("to all", NOW);

        assertThat(sequence).isEqualTo(9);
        assertThat(store.find(Notifications.id("to all"), NOW).orElseThrow().addressed())
                .isEqualTo(1);
        assertThat(opened.titles(alice)).contains("to all");
        assertThat(opened.titles(bob)).doesNotContain("to all");
        assertThat(opened.arrive(alice, NOW)).isEqualTo(new Arrival(8));
    }

    private InboxState progress(String name) {
        return store.entries(alice, EnumSet.allOf(InboxStatus.class), 1000, 1000, NOW).stream()
                .filter(entry -> entry.notification().title().equals(name))
                .map(InboxEntry::progress)
                .findFirst()
                .orElseThrow();
    }

    private static InboxState acknowledged(AckStatus status, String actionId, int seconds) {
        return new InboxState.Acknowledged(new Acknowledgement(status, actionId), at(seconds));
    }
}
