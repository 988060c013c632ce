package io.fundwire.adapters.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.fundwire.adapters.json.fixtures.Transport;
import io.fundwire.application.fixtures.Core;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.client.Client;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.Messages;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.session.CloseReason;
import io.fundwire.domain.session.Session;

import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/// What a writer gives to Jetty each time that it is its turn. No pass is made: the tests take its
/// part.
class SocketWriterTest {

    private static final WebSocketTimeouts TIMEOUTS =
            new WebSocketTimeouts(Duration.ofSeconds(70), Duration.ofSeconds(50));

    private final Core core = Core.on(new VirtualClock());
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1);
    private final FakeSocket socket = new FakeSocket();
    private final SocketWriter writer = writer(socket);
    private final ConnectedClient client = clientOf(writer);

    @AfterEach
    void stop() {
        deadlines.shutdownNow();
    }

    // ---- messages

    @Test
    void nothingIsWrittenBeforeItIsKnownWhoseOutboxItIs() {
        tell("early");

        writer.drain();
        assertThat(socket.sent()).isEmpty();

        writer.start(client);
        writer.drain();
        assertThat(socket.texts()).hasSize(1);
    }

    @Test
    void nothingWaitsAndNothingIsWritten() {
        writer.start(client);

        writer.drain();

        assertThat(socket.sent()).isEmpty();
    }

    @Test
    void allThatWaitsLeavesInOneWriteInOrder() {
        writer.start(client);
        IntStream.range(0, 100).forEach(i -> tell("number " + i));

        writer.drain();

        assertThat(socket.sent()).hasSize(100);
        assertThat(socket.sent().subList(0, 99)).allMatch(OutgoingEntry::isBatch);
        assertThat(socket.sent().getLast().isBatch()).isFalse();
        for (int i = 0; i < 100; i++) {
            assertThat(socket.texts().get(i).getPayloadAsUTF8()).contains("number " + i + "]");
        }
    }

    @Test
    void eachMessageIsOneWholeTextFrame() {
        writer.start(client);
        tell("one");
        tell("two");

        writer.drain();

        assertThat(socket.sent())
                .extracting(OutgoingEntry::getFrame)
                .allMatch(frame -> frame.getOpCode() == OpCode.TEXT && frame.isFin());
    }

    @Test
    void twoClientsShareBytesAndNothingElse() {
        var otherSocket = new FakeSocket();
        var otherWriter = writer(otherSocket);
        var other = clientOf(otherWriter);
        writer.start(client);
        otherWriter.start(other);
        var outgoing = core.delivery.prepare(Messages.plain(Lane.INBOX, "for both"));

        core.delivery.send(client, outgoing);
        core.delivery.send(other, outgoing);
        writer.drain();
        Frame mine = socket.texts().getFirst();
        mine.getPayload().position(mine.getPayload().limit());
        otherWriter.drain();

        Frame theirs = otherSocket.texts().getFirst();
        assertThat(theirs).isNotSameAs(mine);
        assertThat(theirs.getPayloadAsUTF8()).contains("for both");
        assertThat(outgoing.encoded().view().remaining()).isEqualTo(outgoing.encoded().size());
    }

    @Test
    void oneWriteTakesNoMoreThanItsShare() {
        writer.start(client);
        socket.hold();
        IntStream.range(0, 20).forEach(i -> tell("x".repeat(10_000)));

        writer.drain();

        assertThat(socket.sent()).hasSize(7);
        assertThat(client.session().isIdle()).isFalse();
    }

    @Test
    void nothingIsWrittenUntilTheWriteBeforeHasEnded() {
        writer.start(client);
        socket.hold();
        tell("one");
        writer.drain();
        tell("two");
        tell("three");

        writer.drain();
        assertThat(socket.texts()).hasSize(1);
        assertThat(core.traffic.sent()).isZero();

        socket.release();
        assertThat(core.traffic.sent()).isEqualTo(1);
        writer.drain();
        assertThat(socket.texts()).hasSize(3);
        assertThat(core.traffic.sent()).isEqualTo(3);
    }

    @Test
    void afterAWriteThatFailedNothingIsWritten() {
        writer.start(client);
        socket.hold();
        tell("one");
        writer.drain();
        tell("two");

        socket.fail();
        writer.drain();

        assertThat(socket.texts()).hasSize(1);
        assertThat(core.traffic.sent()).isZero();
    }

    @Test
    void aClientThatDoesNotTakeAWriteInTimeIsCutAsASlowReader() {
        writer.start(client);
        socket.hold();
        tell("one");
        writer.drain();

        var deadline = onlyDeadline();
        assertThat(((Delayed) deadline).getDelay(MILLISECONDS)).isBetween(50_001L, 70_000L);
        assertThat(socket.aborts()).isZero();
        deadline.run();

        assertThat(socket.aborts()).isEqualTo(1);
        assertThat(client.session().closeReason()).contains(CloseReason.SLOW_READER);
    }

    @Test
    void aWriteThatEndsInTimeHasNoDeadlineAnyMore() {
        writer.start(client);
        socket.hold();
        tell("one");
        writer.drain();
        var deadline = onlyDeadline();

        socket.release();
        deadline.run();

        assertThat(socket.aborts()).isZero();
    }

    @Test
    void eachWriteThatDoesNotEndAtOnceHasADeadlineOfItsOwn() {
        deadlines.setRemoveOnCancelPolicy(true);
        writer.start(client);
        socket.hold();
        tell("one");
        writer.drain();
        socket.release();
        socket.hold();
        tell("two");
        writer.drain();

        onlyDeadline().run();

        assertThat(socket.aborts()).isEqualTo(1);
    }

    @Test
    void aWriteThatEndsAtOnceNeedsNoDeadline() {
        writer.start(client);
        IntStream.range(0, 10).forEach(i -> tell("x".repeat(5_000)));

        writer.drain();

        assertThat(deadlines.getQueue()).isEmpty();
        assertThat(socket.sent()).allMatch(entry -> entry.getMessageTimeout() <= 0);
    }

    // ---- pings

    @Test
    void aPingIsOneFrame() {
        writer.start(client);

        writer.ping();
        writer.drain();
        writer.drain();

        assertThat(socket.sent())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.getFrame().getOpCode()).isEqualTo(OpCode.PING);
                    assertThat(entry.isBatch()).isFalse();
                });
    }

    @Test
    void aPingDuringAWriteIsNotForgotten() {
        writer.start(client);
        socket.hold();
        tell("one");
        writer.drain();

        writer.ping();
        writer.drain();
        socket.release();
        // Nobody else has anything to say, and so nobody else would wake it.

        assertThat(socket.sent())
                .extracting(entry -> entry.getFrame().getOpCode())
                .contains(OpCode.PING);
    }

    // ---- closing

    @Test
    void theCloseComesAfterAllThatWaits() {
        writer.start(client);
        IntStream.range(0, 20).forEach(i -> tell("x".repeat(10_000)));
        core.delivery.close(client, CloseReason.RESTARTING);

        for (int i = 0; i < 3; i++) {
            writer.drain();
            assertThat(socket.closes()).isEmpty();
        }
        writer.drain();

        assertThat(socket.closes()).containsExactly(1012);
        assertThat(socket.texts()).hasSize(21);
    }

    @Test
    void theCloseWaitsForTheEndOfAWrite() {
        writer.start(client);
        socket.hold();
        tell("one");
        writer.drain();
        core.delivery.close(client, CloseReason.SLOW_READER);

        writer.drain();
        assertThat(socket.closes()).isEmpty();

        socket.release();
        writer.drain();
        writer.drain();
        assertThat(socket.texts()).hasSize(2);
        assertThat(socket.closes()).containsExactly(4002);
    }

    @Test
    void behindTheCloseThereIsNothing() {
        writer.start(client);
        core.delivery.close(client, CloseReason.SILENT);
        writer.drain();
        writer.drain();
        int sent = socket.sent().size();

        tell("too late");
        writer.ping();
        writer.drain();
        writer.drain();

        assertThat(socket.closes()).containsExactly(4001);
        assertThat(socket.sent()).hasSize(sent);
    }

    @Test
    void aCloseThatCameBeforeTheStartIsNotForgotten() {
        core.delivery.close(client, CloseReason.OVERLOADED);
        writer.start(client);

        writer.drain();
        writer.drain();

        assertThat(socket.texts()).hasSize(1);
        assertThat(socket.closes()).containsExactly(1013);
    }

    @Test
    void aCloseHasADeadline() {
        writer.start(client);
        core.delivery.close(client, CloseReason.SILENT);

        var deadline = onlyDeadline();
        assertThat(((Delayed) deadline).getDelay(MILLISECONDS)).isBetween(1L, 50_000L);
        assertThat(socket.aborts()).isZero();
        deadline.run();
        assertThat(socket.aborts()).isEqualTo(1);
    }

    @Test
    void theFarewellIsWrittenBeforeTheCloseHoweverTheyMeet() throws Exception {
        for (int round = 0; round < 2_000; round++) {
            var thisSocket = new FakeSocket();
            var thisWriter = writer(thisSocket);
            var thisClient = clientOf(thisWriter);
            thisWriter.start(thisClient);
            var closing = new AtomicBoolean();
            var passes =
                    Thread.ofVirtual()
                            .start(() -> {
                                while (!closing.get()) {
                                    thisWriter.drain();
                                }
                            });
            core.delivery.close(thisClient, CloseReason.SILENT);
            closing.set(true);
            assertThat(passes.join(Transport.PATIENCE)).isTrue();
            if (!thisSocket.closes().isEmpty()) {
                assertThat(thisSocket.texts()).as("round %d", round).hasSize(1);
            }
        }
    }

    private SocketWriter writer(FakeSocket of) {
        var neverMade = new DrainPass(update -> {}, core.faults);
        return new SocketWriter(
                of, of::sendFrame, neverMade, core.drainOutbox, core.delivery, deadlines, TIMEOUTS);
    }

    private ConnectedClient clientOf(SocketWriter connection) {
        var id = ClientId.mint(VirtualClock.START, core.random);
        var session =
                new Session(new Client(id, UserId.anonymous(id), VirtualClock.START), core.limits);
        return new ConnectedClient(session, connection);
    }

    private Runnable onlyDeadline() {
        assertThat(deadlines.getQueue()).hasSize(1);
        return deadlines.getQueue().element();
    }

    private void tell(String text) {
        core.delivery.send(client, core.delivery.prepare(Messages.plain(Lane.INBOX, text)));
    }
}
