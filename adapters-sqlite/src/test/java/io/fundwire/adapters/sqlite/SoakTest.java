package io.fundwire.adapters.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.concurrent.TimeUnit.MINUTES;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.FaultRecorder;
import io.fundwire.application.fixtures.Stores;
import io.fundwire.application.notification.Appended;
import io.fundwire.application.notification.Ended;
import io.fundwire.application.notification.NotificationUpkeep;
import io.fundwire.application.notification.TendNotifications;
import io.fundwire.application.store.Receipt;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.Notifications;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.Idempotency;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationId;
import io.fundwire.domain.notification.Publication;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Twenty days of publishing without a pause, while what is over is forgotten after a day: the file
/// does not grow, and nobody waits for what is done about it.
final class SoakTest {

    // Once publishing began, all happens on the thread of the receipts.

    private static final int NUMBER = Boolean.getBoolean("fundwire.long") ? 2_000_000 : 30_000;
    private static final Duration BETWEEN = Duration.ofDays(20).dividedBy(NUMBER);
    private static final Duration LIFE = Duration.ofHours(10);
    private static final Duration RETENTION = Duration.ofHours(8);

    /// How many are being published at any time.
    private static final int UNDER_WAY = 64;

    /// How many are published before time goes on: what ends meanwhile is much at once.
    private static final int ROUND = 500;

    /// How many are published from one turn of upkeep to the next.
    private static final int TURN = 50;

    /// Less than in the server, so that even few take many turns.
    private static final int BATCH = 500;

    /// What the log may have beside the file, however long it goes on.
    private static final long LOG_BYTES = 64 * 1024 * 1024;

    private static final int REGULARS = 500;

    private final FaultRecorder faults = new FaultRecorder();
    private final CompletableFuture<Boolean> allPublished = new CompletableFuture<>();
    private final List<Long> sizes = new ArrayList<>();
    private final List<Long> logSizes = new ArrayList<>();
    private OpenStore opened;
    private SqliteNotificationStore store;
    private Upkeep upkeep;
    private TendNotifications tending;

    /// From here on on the thread of the receipts alone, once publishing began.
    private int asked;

    private int published;
    private UserId visitor = People.anonymous("visitor").user();
    private volatile Instant now = VirtualClock.START;

    @TempDir private Path directory;

    @BeforeEach
    void open() {
        opened = new OpenStore(directory, SqliteStore.open(directory, faults, Set.of()));
        store = opened.store();
        upkeep = new Upkeep();
        var stores = new Stores(store, store, upkeep, opened.sqlite().webhooks());
        var core = Core.of(Core.Settings.defaults().with(stores), () -> now);
        tending =
                new TendNotifications(
                        core.inboxes, upkeep, RETENTION, Duration.ofHours(1), faults, () -> now);
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void theFileStopsGrowingAndPublishingGoesOn() throws Exception {
        for (int i = 0; i < REGULARS; i++) {
            store.recordSeen(regular(i), now);
        }
        opened.sqlite().promise(ledger -> true, on(_ -> begin()));
        allPublished.get(60, MINUTES);
        // What was asked for in the last receipts.
        Settled.store(opened.sqlite());

        assertThat(store.counts().published()).isEqualTo(NUMBER);
        theFileDidNotGrow();
        publishingWentOn();
        nothingIsLeftInTheEnd();
        assertThat(faults.places()).isEmpty();
    }

    private void theFileDidNotGrow() {
        int tenth = sizes.size() / 10;
        long reached = sizes.get(tenth);

        assertThat(sizes.subList(tenth, sizes.size())).allMatch(size -> size <= reached * 5 / 4);
        assertThat(logSizes).allMatch(size -> size <= LOG_BYTES);
    }

    private void publishingWentOn() {
        assertThat(upkeep.fullBatches).isGreaterThan(NUMBER / BATCH);
        assertThat(upkeep.fewestBetween).isGreaterThanOrEqualTo(UNDER_WAY);
    }

    private void nothingIsLeftInTheEnd() throws SQLException {
        long acknowledged = 3L * NUMBER / 8;
        assertThat(store.counts().acknowledged()).isEqualTo(acknowledged);
        store.recordGone(visitor, now);
        now = now.plus(Duration.ofDays(31));
        for (int round = 0; rows("notification") + rows("user") > 0; round++) {
            assertThat(round).as("rounds of upkeep in the end").isLessThan(1000);
            tending.handle();
            Settled.store(opened.sqlite());
        }

        assertThat(rows("entry") + rows("action") + rows("idempotency")).isZero();
        assertThat(store.counts().pending()).isZero();
        assertThat(store.counts().acknowledged()).isEqualTo(acknowledged);
    }

    private long rows(String table) throws SQLException {
        return opened.number("SELECT count(*) FROM " + table);
    }

    private void begin() {
        for (int i = 0; i < UNDER_WAY; i++) {
            publishNext();
        }
    }

    private void publishNext() {
        if (asked == NUMBER) {
            return;
        }
        int number = asked++;
        if (number % ROUND == 0) {
            now = VirtualClock.START.plus(BETWEEN.multipliedBy(number));
        }
        if (number % TURN == 0) {
            tending.handle();
        }
        if (number % (NUMBER / 100) == 0) {
            sizes.add(size("fundwire.db"));
            logSizes.add(size("fundwire.db-wal"));
        }
        store.append(publication(number), on(appended -> kept(number, appended)));
    }

    private void kept(int number, Appended appended) {
        assertThat(appended).isInstanceOf(Appended.Kept.class);
        published++;
        upkeep.publishedBetween++;
        liveOn(number, ((Appended.Kept) appended).sequence());
        publishNext();
    }

    /// What becomes of it; of most it is that they expire.
    private void liveOn(int number, long sequence) {
        switch (number % 8) {
            case 0 -> acknowledge(number, AckStatus.READ);
            case 1 -> {
                store.recordDelivery(addressee(number), sequence, now, Optional.of(now));
                acknowledge(number, AckStatus.DISMISSED);
            }
            case 2 -> store.withdraw(id(number), now, on(_ -> endIfAll()));
            case 3 -> acknowledge(number, AckStatus.RECEIVED);
            case 4 -> {
                store.recordDelivery(addressee(number), sequence, now, Optional.of(now));
                endIfAll();
            }
            default -> endIfAll();
        }
        if (number % 64 == 0) {
            visit(number);
        }
    }

    private void endIfAll() {
        if (published == NUMBER) {
            allPublished.complete(true);
        }
    }

    /// An anonymous user comes, and the one before leaves.
    private void visit(int number) {
        store.recordGone(visitor, now);
        visitor = People.anonymous("visitor-" + number).user();
        store.arrive(visitor, now, on(_ -> {}));
    }

    private void acknowledge(int number, AckStatus status) {
        store.acknowledge(
                addressee(number),
                List.of(id(number)),
                new Acknowledgement(status, null),
                now,
                on(_ -> endIfAll()));
    }

    private Publication publication(int number) {
        return new Publication(
                notification(number),
                number % 64 == 5
                        ? new Audience.Everyone()
                        : new Audience.Users(Set.of(addressee(number))),
                number % 8 == 5 ? Optional.of(now.plus(LIFE.dividedBy(2))) : Optional.empty(),
                number % 4 == 0
                        ? Optional.of(new Idempotency("key-" + number, "fingerprint"))
                        : Optional.empty());
    }

    private Notification notification(int number) {
        var common = Notifications.offering("n" + number, "yes", "no");
        return new Notification(
                common.id(),
                common.title(),
                "Something that is said in a sentence, which fills a line.",
                common.severity(),
                null,
                null,
                number % 8 == 6 ? common.actions() : List.of(),
                null,
                now,
                now.plus(LIFE));
    }

    private static NotificationId id(int number) {
        return Notifications.id("n" + number);
    }

    /// One of those who always come back, or somebody new.
    private static UserId addressee(int number) {
        return number % 2 == 0 ? regular(number) : People.user("guest-" + number);
    }

    private static UserId regular(int number) {
        return People.user("regular-" + number % REGULARS);
    }

    private long size(String file) {
        try {
            return Files.size(directory.resolve(file));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// What went wrong ends the test.
    private <T> Receipt<T> on(Consumer<T> then) {
        return new Receipt<>() {
            @Override
            public void kept(T answer, long version) {
                try {
                    then.accept(answer);
                } catch (RuntimeException | AssertionError failed) {
                    allPublished.completeExceptionally(failed);
                }
            }

            @Override
            public void notKept(RuntimeException why) {
                allPublished.completeExceptionally(why);
            }
        };
    }

    /// The store's; it counts what is published between two full batches of pruning.
    private final class Upkeep implements NotificationUpkeep {

        private int fullBatches;
        private int publishedBetween = UNDER_WAY;
        private int fewestBetween = NUMBER;

        @Override
        public void expire(Instant at, int limit, Receipt<List<Ended>> receipt) {
            store.expire(at, limit, receipt);
        }

        @Override
        public void checkDeadlines(Instant at, int limit, Receipt<Integer> receipt) {
            store.checkDeadlines(at, limit, receipt);
        }

        @Override
        public void endAbsent(Instant at, Instant goneBefore, int limit, Receipt<Integer> receipt) {
            store.endAbsent(at, goneBefore, limit, receipt);
        }

        @Override
        public void prune(Instant at, Instant endedBefore, int limit, Receipt<Integer> receipt) {
            store.prune(
                    at,
                    endedBefore,
                    BATCH,
                    new Receipt<>() {
                        @Override
                        public void kept(Integer forgotten, long version) {
                            count(forgotten);
                            receipt.kept(forgotten, version);
                        }

                        @Override
                        public void notKept(RuntimeException why) {
                            receipt.notKept(why);
                        }
                    });
        }

        private void count(int forgotten) {
            boolean goesOn = asked < NUMBER;
            if (goesOn && forgotten >= BATCH) {
                fullBatches++;
                fewestBetween = Math.min(fewestBetween, publishedBetween);
                publishedBetween = 0;
            }
        }
    }
}
