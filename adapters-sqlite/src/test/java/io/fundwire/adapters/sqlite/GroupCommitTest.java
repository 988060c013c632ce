package io.fundwire.adapters.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.fundwire.application.fixtures.FaultRecorder;
import io.fundwire.application.notification.Appended;
import io.fundwire.application.store.Receipt;
import io.fundwire.application.store.StoreUnavailable;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.Notifications;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.Race;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.notification.AckOutcome;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.NotificationCounts;
import io.fundwire.domain.notification.Publication;
import io.fundwire.domain.notification.Unread;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// How changes of many callers become commits, and commits receipts.
final class GroupCommitTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SEEN = "SELECT count(*) FROM user WHERE seen_at IS NOT NULL";

    private final FaultRecorder faults = new FaultRecorder();
    private final UserId alice = People.user("alice");
    private final List<Long> kept = Collections.synchronizedList(new ArrayList<>());

    private OpenStore opened;
    private SqliteNotificationStore store;

    @TempDir private Path directory;

    @BeforeEach
    void open() {
        opened = OpenStore.open(directory, faults);
        store = opened.store();
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void whatGathersWhileTheDiskIsBusyIsOneCommit() {
        var hold = Hold.on(opened.sqlite());
        for (int i = 0; i < 300; i++) {
            append("n" + i);
        }
        long before = opened.sqlite().commits();

        hold.end();
        awaitKept(300);

        assertThat(opened.sqlite().commits()).isEqualTo(before + 1);
    }

    @Test
    void callersShareCommits() throws Exception {
        Race.of(16)
                .run(number -> {
                    for (int i = 0; i < 20; i++) {
                        opened.append(number + "/" + i);
                    }
                });

        assertThat(store.counts().published()).isEqualTo(320);
        assertThat(opened.sqlite().commits()).isLessThan(320);
    }

    @Test
    void receiptsComeInTheOrderOfVersions() throws Exception {
        Race.of(8)
                .run(number -> {
                    for (int i = 0; i < 100; i++) {
                        append(number + "/" + i);
                    }
                });

        awaitKept(800);
        assertThat(kept).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void noReceiptComesBeforeTheCommit() {
        var first = Hold.on(opened.sqlite());
        append("fees");
        var second = Hold.next(opened.sqlite());
        first.end();
        second.awaitBegin();

        // The notification is written by now, in the transaction that is held.
        await().during(Duration.ofMillis(300)).atMost(PATIENCE).until(kept::isEmpty);
        assertThat(titles()).isEmpty();

        second.end();
        awaitKept(1);
        assertThat(titles()).containsExactly("fees");
    }

    @Test
    void readersDoNotWaitForAnOpenTransaction() {
        append("before");
        awaitKept(1);
        var hold =
                Hold.on(
                        opened.sqlite(),
                        ledger -> {
                            ledger.presence().see(alice, VirtualClock.START);
                            return ledger.publishing().append(to("during"));
                        });

        // Would be a deadlock, as nothing else ends the transaction.
        assertThat(titles()).containsExactly("before");
        assertThat(store.unread(alice, VirtualClock.START)).isEqualTo(new Unread(1, 1));

        hold.end();
        Settled.store(opened.sqlite());
        assertThat(titles()).containsExactly("before", "during");
    }

    @Test
    void whoTakesLongOverAReceiptHoldsUpNoCommit() {
        var begun = new CompletableFuture<Boolean>();
        var release = new CompletableFuture<Boolean>();
        store.append(
                to("first"),
                new Receipt<>() {
                    @Override
                    public void kept(Appended appended, long version) {
                        begun.complete(true);
                        release.join();
                    }

                    @Override
                    public void notKept(RuntimeException why) {}
                });

        begun.join();
        append("second");

        await().atMost(PATIENCE).until(() -> titles().size() == 2);
        assertThat(kept).as("receipts in order").isEmpty();
        release.complete(true);
        awaitKept(1);
    }

    @Test
    void aReceiptThatThrowsCostsNobodyElseTheirs() {
        store.append(
                to("first"),
                new Receipt<>() {
                    @Override
                    public void kept(Appended appended, long version) {
                        throw new IllegalStateException("made to fail");
                    }

                    @Override
                    public void notKept(RuntimeException why) {}
                });

        append("second");

        awaitKept(1);
        assertThat(faults.places()).containsExactly("receipt");
    }

    @Test
    void aChangeThatCannotBeKeptCostsItsNeighboursNothing() {
        var hold = Hold.on(opened.sqlite());
        append("first");
        var repeated = new Refusal<Appended>();
        store.append(to("first"), repeated);
        var broken = new Refusal<Boolean>();
        opened.sqlite()
                .promise(
                        ledger -> {
                            ledger.publishing().append(to("half"));
                            throw new IllegalStateException("made to fail");
                        },
                        broken);
        append("last");

        hold.end();
        awaitKept(2);

        assertThat(repeated.reason()).isInstanceOf(IllegalArgumentException.class);
        assertThat(broken.reason()).isInstanceOf(IllegalArgumentException.class);
        assertThat(titles()).containsExactly("first", "last");
        assertThat(store.counts()).isEqualTo(new NotificationCounts(2, 0, 0, 2));
        assertThat(opened.sqlite().problem()).isEmpty();
    }

    @Test
    void moreThanMayWaitIsRefusedAtOnce() {
        var hold = Hold.on(opened.sqlite());
        for (int i = 0; i < ChangeQueue.MAX_PROMISED; i++) {
            acknowledge(new Ignored<>());
        }

        var refusal = new Refusal<List<AckOutcome>>();
        acknowledge(refusal);
        assertThat(refusal.reason()).isInstanceOf(StoreUnavailable.class);

        store.recordSeen(alice, VirtualClock.START);
        hold.end();
        await().atMost(PATIENCE).until(() -> opened.number(SEEN) == 1);
        append("room again");
        awaitKept(1);
    }

    @Test
    void recordsBeyondTheirBoundAreDroppedAndKeepNobodyFromPublishing() throws SQLException {
        var bob = People.user("bob");
        var hold = Hold.on(opened.sqlite());
        for (int i = 0; i < ChangeQueue.MAX_RECORDS; i++) {
            store.recordSeen(alice, VirtualClock.START);
        }
        store.recordSeen(bob, VirtualClock.START);

        append("fees");

        hold.end();
        awaitKept(1);
        assertThat(opened.number(SEEN)).as("alice alone").isEqualTo(1);
        assertThat(faults.places()).isEmpty();
    }

    @Test
    void closingKeepsWhatWasAskedForBefore() throws Exception {
        var hold = Hold.on(opened.sqlite());
        for (int i = 0; i < 50; i++) {
            append("n" + i);
        }
        var closing = Thread.ofPlatform().start(opened::close);

        hold.end();
        closing.join();

        assertThat(kept).hasSize(50);
        open();
        assertThat(titles()).hasSize(50);
    }

    @Test
    void aClosedStoreKeepsAndAnswersNothing() {
        opened.close();

        var refusal = new Refusal<Appended>();
        store.append(to("late"), refusal);

        assertThat(refusal.reason()).isInstanceOf(StoreUnavailable.class);
        assertThat(catchThrowable(this::titles)).isInstanceOf(StoreUnavailable.class);
        opened.close();
    }

    private void append(String name) {
        store.append(
                to(name),
                new Receipt<>() {
                    @Override
                    public void kept(Appended appended, long version) {
                        kept.add(version);
                    }

                    @Override
                    public void notKept(RuntimeException why) {}
                });
    }

    private void acknowledge(Receipt<List<AckOutcome>> receipt) {
        store.acknowledge(
                alice,
                List.of(Notifications.id("unknown")),
                new Acknowledgement(AckStatus.READ, null),
                VirtualClock.START,
                receipt);
    }

    private void awaitKept(int count) {
        await().atMost(PATIENCE).until(() -> kept.size() == count);
    }

    private List<String> titles() {
        return opened.titles(alice);
    }

    private Publication to(String name) {
        return OpenStore.to(Notifications.named(name), alice);
    }
}
