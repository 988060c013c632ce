package io.fundwire.adapters.sqlite;

import static io.fundwire.adapters.sqlite.OpenStore.NOW;
import static io.fundwire.domain.fixtures.Channels.BOARD;
import static io.fundwire.domain.fixtures.Channels.TALK;
import static io.fundwire.domain.fixtures.Channels.as;
import static io.fundwire.domain.fixtures.Channels.by;
import static io.fundwire.domain.fixtures.Channels.channel;
import static io.fundwire.domain.fixtures.Channels.keyed;
import static io.fundwire.domain.fixtures.Channels.said;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundwire.application.channel.ChannelLog;
import io.fundwire.application.channel.Logged;
import io.fundwire.application.fixtures.FaultRecorder;
import io.fundwire.application.fixtures.KeptAnswer;
import io.fundwire.application.store.Receipt;
import io.fundwire.application.store.StoreUnavailable;
import io.fundwire.domain.channel.Author;
import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelKinds;
import io.fundwire.domain.channel.ChannelMessage;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelPublication;
import io.fundwire.domain.channel.LogState;
import io.fundwire.domain.channel.PublishId;
import io.fundwire.domain.channel.ReplayRange;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.Race;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// What the logs of channels have from being in one file with all that is kept: they outlive the
/// process, and share its commits and its troubles.
final class ChannelsOnDiskTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofDays(400);

    private final FaultRecorder faults = new FaultRecorder();
    private final ChannelName talk = channel("talk:1");
    private final ChannelName board = channel("board:1");

    private OpenStore opened;
    private ChannelLog log;

    @TempDir private Path directory;
    @TempDir private Path copy;

    @BeforeEach
    void open() {
        open(directory);
    }

    private void open(Path path) {
        opened = OpenStore.open(path, faults);
        log = opened.sqlite().channels();
    }

    @AfterEach
    void close() {
        opened.close();
    }

    // Another process.

    @Test
    void logsAndEpochsAndPublishIdsAreThereAfterAStop() {
        var before = history();

        close();
        open();

        assertHistory(before);
    }

    @Test
    void logsAndEpochsAndPublishIdsAreThereAfterACrash() throws IOException {
        var before = history();

        // As the disk is when the process is killed: nobody has ended anything in order.
        crash();

        assertHistory(before);
    }

    @Test
    void whatWasNotCommittedIsGoneWithItsOffsetAndItsPublishId() throws IOException {
        append(TALK, said("talk:1", "kept", NOW));
        var half = as(new PublishId("alice", "1", "print"), said("talk:1", "half", NOW));
        var hold = Hold.on(opened.sqlite(), ledger -> ledger.appending().append(TALK, half));

        crash(hold);

        assertThat(offsets(talk)).containsExactly(1L);
        assertThat(offset(append(TALK, half))).isEqualTo(2);
    }

    @Test
    void theEpochOfAChannelThatNobodyPublishedOnOutlivesTheProcess() {
        var before = state(TALK, talk);

        close();
        open();

        assertThat(state(TALK, talk)).isEqualTo(before);
        assertThat(before.epoch()).isNotEmpty();
    }

    @Test
    void noTwoDirectoriesHaveTheSameEpoch() {
        var before = state(TALK, talk);

        close();
        open(copy);

        assertThat(state(TALK, talk).epoch()).isNotEqualTo(before.epoch());
    }

    private List<ChannelMessage> history() {
        for (int i = 0; i < 12; i++) {
            append(TALK, said("talk:1", "" + i, NOW));
        }
        append(BOARD, keyed("board:1", "a", "1", NOW));
        append(BOARD, keyed("board:1", "a", "2", NOW));
        append(
                BOARD,
                as(
                        new PublishId("alice", "1", "print"),
                        by(Author.of(People.client("alice")), said("board:1", "3", NOW))));
        return all(board);
    }

    private void assertHistory(List<ChannelMessage> before) {
        assertThat(before).hasSize(2);
        assertThat(all(board)).isEqualTo(before);
        assertThat(offsets(talk)).hasSize(10).startsWith(3L);
        var position = state(TALK, talk).at(5);
        assertThat(log.open(TALK, talk, Optional.of(position), 0).missed()).isEqualTo(7);
        assertThat(
                        append(
                                BOARD,
                                as(
                                        new PublishId("alice", "1", "other"),
                                        keyed("board:1", "b", "", NOW))))
                .isEqualTo(new Logged.IdTaken());
        assertThat(offset(append(BOARD, keyed("board:1", "a", "4", NOW)))).isEqualTo(4);
        assertThat(offsets(board)).containsExactly(3L, 4L);
    }

    // Being forgotten.

    @Test
    void aChannelOutlivesItsMessagesForLong() {
        append(TALK, said("talk:1", "x", NOW));
        var before = state(TALK, talk);

        trimAll(NOW.plus(LONG));

        assertThat(state(TALK, talk)).isEqualTo(new LogState(before.epoch(), 1, 1));
    }

    @Test
    void aChannelThatIsForgottenBeginsAgainUnderAnotherEpoch() {
        append(TALK, said("talk:1", "x", NOW));
        append(TALK, said("talk:2", "y", NOW.plus(LONG)));
        var before = state(TALK, talk);
        var another = state(TALK, channel("talk:2"));

        trimAll(NOW.plus(LONG).plusMillis(1));

        assertThat(state(TALK, talk).head()).isZero();
        assertThat(state(TALK, talk).epoch()).isNotEqualTo(before.epoch());
        assertThat(offset(append(TALK, said("talk:1", "z", NOW.plus(LONG))))).isEqualTo(1);
        assertThat(log.open(TALK, talk, Optional.of(before.at(1)), 0).recovered()).isFalse();
        assertThat(state(TALK, channel("talk:2"))).as("it goes on").isEqualTo(another);
    }

    @Test
    void aChannelThatStillHasMessagesIsNotForgotten() {
        append(BOARD, keyed("board:1", "a", "1", NOW));
        var nobodysKind = ChannelKinds.DEFAULT;

        trimAll(nobodysKind, NOW.plus(LONG).plus(LONG));

        assertThat(offsets(board)).containsExactly(1L);
    }

    @Test
    void nothingIsWrittenWhereThereIsNothingToTrim() {
        append(TALK, as(new PublishId("alice", "1", "print"), said("talk:1", "x", NOW)));
        long before = opened.sqlite().commits();

        trimAll(NOW);

        assertThat(opened.sqlite().commits()).isEqualTo(before);
    }

    @Test
    void aLogThatIsSupersededAllTheTimeIsTrimmedByTheAgeOfWhatIsLeft() {
        append(BOARD, keyed("board:1", "a", "1", NOW));
        append(BOARD, keyed("board:1", "a", "2", NOW.plusSeconds(3000)));

        trimAll(NOW.plusSeconds(3601));
        assertThat(offsets(board)).containsExactly(2L);

        trimAll(NOW.plusSeconds(6601));
        assertThat(offsets(board)).isEmpty();
        assertThat(state(BOARD, board).lostUpTo()).isEqualTo(2);
    }

    @Test
    void publishIdsBeyondTheLastThousandAreRemoved() throws SQLException {
        for (int i = 0; i < PublishId.REMEMBERED + 5; i++) {
            log.append(
                    TALK,
                    as(new PublishId("alice", "" + i, "print"), said("talk:1", "x", NOW)),
                    new Ignored<>());
        }
        Settled.store(opened.sqlite());

        assertThat(opened.number("SELECT count(*) FROM publish_id"))
                .isEqualTo(PublishId.REMEMBERED);
    }

    // Commits and troubles.

    @Test
    void notificationsAndMessagesShareCommits() throws Exception {
        var alice = People.user("alice");
        var hold = Hold.on(opened.sqlite());
        var kept = new CountDownLatch(200);
        long before = opened.sqlite().commits();

        Race.of(4)
                .run(number -> {
                    for (int i = 0; i < 25; i++) {
                        log.append(TALK, said("talk:" + number, "" + i, NOW), new Counting<>(kept));
                        opened.append(number + "/" + i, new Counting<>(kept), alice);
                    }
                });
        hold.end();
        kept.await();

        assertThat(opened.store().counts().published()).isEqualTo(100);
        assertThat(state(TALK, talk).head()).isEqualTo(25);
        assertThat(opened.sqlite().commits()).isEqualTo(before + 1);
    }

    @Test
    void aMessageThatCannotBeKeptCostsItsNeighboursNothing() {
        var hold = Hold.on(opened.sqlite());
        List<Logged> kept = Collections.synchronizedList(new ArrayList<>());
        keepLater("a", kept);
        var broken = new Refusal<Boolean>();
        opened.sqlite()
                .promise(
                        ledger -> {
                            ledger.appending().append(TALK, said("talk:1", "half", NOW));
                            throw new IllegalStateException("made to fail");
                        },
                        broken);
        keepLater("b", kept);

        hold.end();

        assertThat(broken.reason()).isInstanceOf(IllegalArgumentException.class);
        await().atMost(PATIENCE).until(() -> kept.size() == 2);
        assertThat(kept).extracting(ChannelsOnDiskTest::offset).containsExactly(1L, 2L);
        assertThat(offsets(talk)).containsExactly(1L, 2L);
    }

    private void keepLater(String text, List<Logged> kept) {
        log.append(
                TALK,
                said("talk:1", text, NOW),
                new Receipt<>() {
                    @Override
                    public void kept(Logged logged, long version) {
                        kept.add(logged);
                    }

                    @Override
                    public void notKept(RuntimeException why) {}
                });
    }

    @Test
    void aFullDiskRefusesMessagesAndGivesNoOffsetTwiceAfterwards() throws SQLException {
        append(TALK, said("talk:1", "before", NOW));
        opened.sqlite().execute("PRAGMA max_page_count = 1");
        var refusal = new Refusal<Logged>();
        var large =
                as(new PublishId("alice", "1", "print"), said("talk:1", "x".repeat(90_000), NOW));
        log.append(TALK, large, refusal);

        assertThat(refusal.reason()).isInstanceOf(StoreUnavailable.class);
        assertThat(opened.sqlite().problem()).isPresent();
        assertThat(offsets(talk)).containsExactly(1L);

        opened.sqlite().execute("PRAGMA max_page_count = 100000");
        assertThat(offset(append(TALK, large))).isEqualTo(2);
        assertThat(opened.sqlite().problem()).isEmpty();
        assertThat(offsets(talk)).containsExactly(1L, 2L);
    }

    @Test
    void whatIsPublishedWhileALogIsOpenedOrReadIsSeenAsAWholeOrNotAtAll() throws Exception {
        for (int i = 0; i < 10; i++) {
            append(TALK, said("talk:1", "before", NOW));
        }

        Race.of(2)
                .run(number -> {
                    for (int i = 0; i < 300; i++) {
                        if (number == 0) {
                            append(TALK, said("talk:1", "" + i, NOW));
                        } else {
                            assertThat(log.open(TALK, talk, Optional.empty(), 5).missed())
                                    .isEqualTo(5);
                            var page = log.read(talk, ReplayRange.after(0), 100);
                            assertThat(page.messages().getLast().offset())
                                    .isEqualTo(page.state().head());
                            assertThat(page.messages().getFirst().offset())
                                    .isEqualTo(page.state().lostUpTo() + 1);
                        }
                    }
                });
    }

    private record Counting<T>(CountDownLatch latch) implements Receipt<T> {

        @Override
        public void kept(T answer, long version) {
            latch.countDown();
        }

        @Override
        public void notKept(RuntimeException why) {}
    }

    private Logged append(ChannelKind kind, ChannelPublication publication) {
        return KeptAnswer.of(receipt -> log.append(kind, publication, receipt));
    }

    private static long offset(Logged logged) {
        return ((Logged.Kept) logged).position().offset();
    }

    private void trimAll(Instant now) {
        trimAll(ChannelKinds.DEFAULT.with(List.of(TALK, BOARD)), now);
    }

    private void trimAll(ChannelKinds kinds, Instant now) {
        for (int removed = 1; removed > 0; ) {
            removed = KeptAnswer.<Integer>of(receipt -> log.trim(kinds, now, NOW, 100, receipt));
        }
    }

    private LogState state(ChannelKind kind, ChannelName channel) {
        return log.open(kind, channel, Optional.empty(), 0).state();
    }

    private List<ChannelMessage> all(ChannelName channel) {
        return log.read(channel, ReplayRange.after(0), 1000).messages();
    }

    private List<Long> offsets(ChannelName channel) {
        return all(channel).stream().map(ChannelMessage::offset).toList();
    }

    private void crash() throws IOException {
        copyFiles();
        close();
        open(copy);
    }

    private void crash(Hold hold) throws IOException {
        copyFiles();
        hold.end();
        close();
        open(copy);
    }

    private void copyFiles() throws IOException {
        for (String name : List.of("fundwire.db", "fundwire.db-wal")) {
            Files.copy(directory.resolve(name), copy.resolve(name));
        }
    }
}
