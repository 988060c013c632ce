package io.fundwire.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.ReadableFormat;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.fixtures.Messages;
import io.fundwire.domain.fixtures.Race;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Envelope;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.ErrorReport;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.OutboxLimits;
import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.message.RequestRef;
import io.fundwire.domain.message.ServerMessage;
import io.fundwire.domain.session.CloseReason;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

final class DeliveryTest {

    private static final ServerMessage NEWS = Messages.plain(Lane.CONTROL, "news");
    private static final ServerMessage TOO_SLOW =
            new ErrorReport(ErrorCode.UNAVAILABLE, "Too many messages were waiting: reconnect.");

    private final VirtualClock clock = new VirtualClock();
    private final ReadableFormat format = new ReadableFormat();

    /// At most 10 kB; at most 3 messages once the oldest has waited 2 s.
    private final Core core =
            Core.of(
                    Core.Settings.defaults()
                            .with(format)
                            .with(new OutboxLimits(10_000, 3, Duration.ofSeconds(2))),
                    clock);

    private final Visitor alice = Visitor.named(core, "alice").settled();
    private final Visitor bob = Visitor.named(core, "bob").settled();

    @Test
    void anAnswerIsAboutTheAskerAndNamesTheRequest() {
        var request = new RequestRef("7", clock.instant());
        clock.advance(Duration.ofMillis(3));

        core.delivery.answer(alice.client(), request, NEWS);

        assertThat(alice.readsEnvelopes())
                .containsExactly(Envelope.answer(alice.id(), request, NEWS, clock.instant()));
        assertThat(bob.reads()).isEmpty();
    }

    @Test
    void whatAClientIsToldIsAboutItself() {
        core.delivery.tell(alice.client(), NEWS);

        assertThat(alice.readsEnvelopes())
                .containsExactly(Envelope.about(alice.id(), NEWS, clock.instant()));
    }

    @Test
    void whatOthersAreToldIsAboutTheOneWhoDidItAndWhoIsNotTold() {
        core.delivery.tellOthers(core.clients.all(), alice.id(), NEWS);

        assertThat(alice.reads()).isEmpty();
        assertThat(bob.readsEnvelopes())
                .containsExactly(Envelope.about(alice.id(), NEWS, clock.instant()));
    }

    @Test
    void aPreparedMessageIsAboutNobody() {
        core.delivery.send(bob.client(), core.delivery.prepare(NEWS));

        assertThat(bob.readsEnvelopes()).containsExactly(Envelope.of(NEWS, clock.instant()));
    }

    @Test
    void aMessageForManyIsEncodedOnceAndItsBytesAreShared() {
        var visitors = visitors(50);
        int before = format.encoded();

        core.delivery.tellOthers(core.clients.all(), alice.id(), NEWS);

        assertThat(format.encoded()).isEqualTo(before + 1);
        var received =
                Stream.concat(Stream.of(bob), visitors.stream())
                        .map(visitor -> taken(visitor).getFirst())
                        .toList();
        assertThat(received).hasSize(51);
        assertThat(received)
                .extracting(Outgoing::encoded)
                .allSatisfy(bytes -> assertThat(bytes).isSameAs(received.getFirst().encoded()));
    }

    @Test
    void wakesTheReceiver() {
        int before = alice.connection().wakes();

        core.delivery.tell(alice.client(), NEWS);

        assertThat(alice.connection().wakes()).isEqualTo(before + 1);
        assertThat(bob.connection().wakes()).isEqualTo(before);
    }

    @Test
    void aReaderWithTooManyBytesWaitingIsClosedAndReadsOnlyWhy() {
        core.delivery.tell(alice.client(), Messages.large(Lane.INBOX, 6_000));
        assertThat(alice.closed()).isEmpty();

        core.delivery.tell(alice.client(), Messages.large(Lane.INBOX, 6_000));

        assertThat(alice.closed()).contains(CloseReason.SLOW_READER);
        assertThat(alice.reads()).containsExactly(TOO_SLOW);
    }

    @Test
    void aReaderWithTooManyMessagesWaitingForTooLongIsClosed() {
        stuck(alice);
        tellTimes(4);
        assertThat(alice.closed()).isEmpty();

        clock.advance(Duration.ofSeconds(2));
        core.delivery.tell(alice.client(), NEWS);

        assertThat(alice.closed()).contains(CloseReason.SLOW_READER);
        assertThat(alice.reads()).containsExactly(TOO_SLOW);
    }

    @Test
    void aReaderThatKeepsUpIsNeverClosed() {
        for (int i = 0; i < 100; i++) {
            tellTimes(3);
            clock.advance(Duration.ofSeconds(2));
            assertThat(alice.reads()).hasSize(3);
        }

        assertThat(alice.closed()).isEmpty();
    }

    @Test
    void aSlowReaderCostsTheOthersNothing() {
        stuck(alice);
        tellTimes(3);
        clock.advance(Duration.ofSeconds(2));
        var carol = Visitor.named(core, "carol");
        carol.settled();

        core.delivery.tellOthers(core.clients.all(), carol.id(), NEWS);

        assertThat(alice.closed()).contains(CloseReason.SLOW_READER);
        assertThat(bob.reads()).containsExactly(NEWS);
    }

    @Test
    void aClosedClientIsToldWhyInTheWordsOfTheReason() {
        core.delivery.close(alice.client(), CloseReason.TOO_FAST);

        assertThat(alice.closed()).contains(CloseReason.TOO_FAST);
        assertThat(alice.reads())
                .containsExactly(
                        new ErrorReport(
                                ErrorCode.RATE_LIMITED,
                                "Over the message rate for 10 seconds: slow down."));
    }

    @Test
    void nothingComesAfterTheFarewell() {
        core.delivery.close(alice.client(), CloseReason.TOO_FAST);
        int wakes = alice.connection().wakes();

        core.delivery.tell(alice.client(), NEWS);

        assertThat(alice.reads()).hasSize(1);
        assertThat(alice.connection().wakes()).isEqualTo(wakes);
    }

    @Test
    void theFirstReasonToCloseIsTheOneThatCounts() {
        core.delivery.close(alice.client(), CloseReason.TOO_FAST);
        core.delivery.close(alice.client(), CloseReason.SILENT);

        assertThat(alice.closed()).contains(CloseReason.TOO_FAST);
        assertThat(alice.connection().closes()).isEqualTo(1);
        assertThat(alice.reads()).hasSize(1);
    }

    @Test
    void aClientThatOverflowsUnderManyThreadsIsClosedOnce() throws Exception {
        Race.of(4)
                .run(number -> {
                    for (int i = 0; i < 1000; i++) {
                        core.delivery.tell(alice.client(), NEWS);
                    }
                });

        assertThat(alice.connection().closes()).isEqualTo(1);
        assertThat(alice.reads()).containsExactly(TOO_SLOW);
    }

    /// Does not take what is being written to it.
    private void stuck(Visitor visitor) {
        core.delivery.tell(visitor.client(), NEWS);
        visitor.startsReading(1);
    }

    private void tellTimes(int times) {
        IntStream.range(0, times).forEach(i -> core.delivery.tell(alice.client(), NEWS));
    }

    private List<Visitor> visitors(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Visitor.named(core, "user-" + i).settled())
                .toList();
    }

    private List<Outgoing> taken(Visitor visitor) {
        var messages = new ArrayList<Outgoing>();
        core.drainOutbox.take(visitor.client(), messages);
        return messages;
    }
}
