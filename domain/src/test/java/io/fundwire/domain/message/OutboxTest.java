package io.fundwire.domain.message;

import static io.fundwire.domain.message.Lane.CONTROL;
import static io.fundwire.domain.message.Lane.EPHEMERAL;
import static io.fundwire.domain.message.Lane.INBOX;
import static io.fundwire.domain.message.Offer.QUEUED;
import static io.fundwire.domain.message.Offer.SUPERSEDED;
import static io.fundwire.domain.message.Offer.TOO_MANY_BYTES;
import static io.fundwire.domain.message.Offer.TOO_MANY_MESSAGES;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fundwire.domain.fixtures.Messages;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

final class OutboxTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// 100 bytes; 3 messages once the oldest has waited 2 s. Messages have 10 bytes unless said.
    private final Outbox outbox = new Outbox(new OutboxLimits(100, 3, PATIENCE));

    private final VirtualClock clock = new VirtualClock();

    @Test
    void nothingWaitsInTheBeginning() {
        assertThat(outbox.poll()).isEmpty();
        assertThat(outbox.messages()).isZero();
        assertThat(outbox.bytes()).isZero();
    }

    @Test
    void aLaneKeepsItsOrder() {
        offer(INBOX, "first");
        offer(INBOX, "second");
        offer(INBOX, "third");

        assertThat(drained()).containsExactly("first", "second", "third");
    }

    @Test
    void anImportantLaneGoesFirstHoweverLateItsMessagesCame() {
        offer(EPHEMERAL, "typing");
        offer(INBOX, "notification");
        offer(CONTROL, "answer");

        assertThat(drained()).containsExactly("answer", "notification", "typing");
    }

    @Test
    void anImportantMessageOvertakesWhatStillWaits() {
        offer(INBOX, "first");
        offer(INBOX, "second");
        polled();

        offer(CONTROL, "answer");

        assertThat(drained()).containsExactly("answer", "second");
    }

    @Test
    void countsWhatWaits() {
        offer(INBOX, "first", 30);
        offer(CONTROL, "second", 20);
        polled();

        assertThat(outbox.messages()).isEqualTo(1);
        assertThat(outbox.bytes()).isEqualTo(30);
    }

    @Test
    void aReplaceableMessageTakesTheTailInPlaceOfAnOlderOneOfItsKey() {
        replace(EPHEMERAL, "alice", "alice types", 10);
        offer(EPHEMERAL, "bob types");

        var taken = replace(EPHEMERAL, "alice", "alice stopped", 10);

        assertThat(taken).isEqualTo(SUPERSEDED);
        assertThat(outbox.messages()).isEqualTo(2);
        assertThat(outbox.bytes()).isEqualTo(20);
        assertThat(drained()).containsExactly("bob types", "alice stopped");
    }

    @Test
    void messagesOfDifferentKeysOrLanesLeaveEachOtherAlone() {
        replace(EPHEMERAL, "alice", "1", 10);
        replace(EPHEMERAL, "bob", "2", 10);
        var taken = replace(INBOX, "alice", "3", 10);

        assertThat(taken).isEqualTo(QUEUED);
        assertThat(drained()).containsExactly("3", "1", "2");
    }

    @Test
    void whatWasGivenOutIsNotSuperseded() {
        replace(EPHEMERAL, "alice", "alice types", 10);
        polled();

        var taken = replace(EPHEMERAL, "alice", "alice stopped", 10);

        assertThat(taken).isEqualTo(QUEUED);
        assertThat(drained()).containsExactly("alice stopped");
    }

    @Test
    void aMessageWithoutAKeyOfferedTwiceWaitsTwice() {
        var message = message(INBOX, "again", 10);

        outbox.offer(message, clock.instant());
        outbox.offer(message, clock.instant());

        assertThat(outbox.messages()).isEqualTo(2);
        assertThat(drained()).containsExactly("again", "again");
    }

    @Test
    void takesExactlyAsManyBytesAsMayWait() {
        offer(INBOX, "first", 60);

        assertThat(offer(INBOX, "fits", 40)).isEqualTo(QUEUED);
        assertThat(outbox.bytes()).isEqualTo(100);
    }

    @Test
    void refusesOneByteTooMany() {
        offer(INBOX, "first", 60);

        assertThat(offer(INBOX, "too large", 41)).isEqualTo(TOO_MANY_BYTES);
        assertThat(drained()).containsExactly("first");
    }

    @Test
    void bytesInFlightAreStillHeld() {
        offer(INBOX, "in flight", 60);
        polled();

        assertThat(offer(INBOX, "too large", 41)).isEqualTo(TOO_MANY_BYTES);
        assertThat(offer(INBOX, "just fits", 40)).isEqualTo(QUEUED);
    }

    @Test
    void whatIsWrittenIsHeldNoMore() {
        offer(INBOX, "in flight", 60);
        polled();

        outbox.written();

        assertThat(offer(INBOX, "takes all", 100)).isEqualTo(QUEUED);
    }

    @Test
    void theBytesOfASupersededMessageAreFree() {
        replace(EPHEMERAL, "alice", "old", 60);
        offer(EPHEMERAL, "other", 40);

        assertThat(replace(EPHEMERAL, "alice", "new", 60)).isEqualTo(SUPERSEDED);
        assertThat(outbox.bytes()).isEqualTo(100);
    }

    @Test
    void takesABurstOfAnyNumberWhileTheOldestIsFresh() {
        startWriting();
        burst(3);
        clock.advance(PATIENCE.minusNanos(1));

        assertThat(offer(INBOX, "one more")).isEqualTo(QUEUED);
    }

    @Test
    void refusesAMessageTooManyOnceTheOldestHasWaitedTooLong() {
        startWriting();
        burst(3);
        clock.advance(PATIENCE);

        assertThat(offer(INBOX, "one more")).isEqualTo(TOO_MANY_MESSAGES);
        assertThat(outbox.messages()).isEqualTo(3);
    }

    @Test
    void aClientIsNotToBlameForWhatNobodyTriesToWrite() {
        burst(3);
        clock.advance(PATIENCE);

        assertThat(offer(INBOX, "one more")).isEqualTo(QUEUED);
    }

    @Test
    void aClientThatTookAllThatWasWrittenIsNotToBlame() {
        startWriting();
        burst(3);
        clock.advance(PATIENCE);

        outbox.written();

        assertThat(offer(INBOX, "one more")).isEqualTo(QUEUED);
    }

    @Test
    void theOldestMessageOfAnyLaneCounts() {
        startWriting();
        offer(EPHEMERAL, "old");
        clock.advance(PATIENCE);
        offer(CONTROL, "new");
        offer(INBOX, "new");

        assertThat(offer(CONTROL, "one more")).isEqualTo(TOO_MANY_MESSAGES);
    }

    @Test
    void fewMessagesMayWaitForEver() {
        startWriting();
        burst(2);
        clock.advance(Duration.ofDays(1));

        assertThat(offer(INBOX, "the third")).isEqualTo(QUEUED);
    }

    @Test
    void aReaderThatTookTheOldestHasTimeAgain() {
        offer(INBOX, "old");
        clock.advance(PATIENCE);
        burst(2);
        polled();
        offer(INBOX, "the third");

        assertThat(offer(INBOX, "one more")).isEqualTo(QUEUED);
    }

    @Test
    void aSupersededMessageIsNotOneTooMany() {
        startWriting();
        replace(EPHEMERAL, "alice", "old", 10);
        burst(2);
        clock.advance(PATIENCE);

        assertThat(replace(EPHEMERAL, "alice", "new", 10)).isEqualTo(SUPERSEDED);
    }

    @Test
    void aFarewellGoesInWhateverWaits() {
        burst(3);
        offer(INBOX, "large", 70);
        clock.advance(PATIENCE);

        outbox.offerLast(message(CONTROL, "farewell", 50));

        assertThat(outbox.messages()).isEqualTo(5);
        assertThat(outbox.bytes()).isEqualTo(150);
        assertThat(drained()).startsWith("farewell").hasSize(5);
    }

    @Test
    void aReplaceableFarewellSupersedesToo() {
        replace(CONTROL, "health", "old", 10);

        outbox.offerLast(
                Messages.outgoing(
                        Messages.replaceable(CONTROL, "health", "last"), 20, clock.instant()));

        assertThat(outbox.messages()).isEqualTo(1);
        assertThat(outbox.bytes()).isEqualTo(20);
        assertThat(drained()).containsExactly("last");
    }

    @Test
    void clearedItIsAsGoodAsNew() {
        burst(3);
        offer(CONTROL, "answer", 70);
        clock.advance(PATIENCE);

        outbox.clear();

        assertThat(outbox.messages()).isZero();
        assertThat(outbox.bytes()).isZero();
        assertThat(offer(INBOX, "next", 100)).isEqualTo(QUEUED);
        assertThat(drained()).containsExactly("next");
    }

    @Test
    void limitsAreAboveZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OutboxLimits(0, 1, PATIENCE));
        assertThatIllegalArgumentException().isThrownBy(() -> new OutboxLimits(1, 0, PATIENCE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutboxLimits(1, 1, Duration.ofNanos(-1)));
    }

    @Test
    void aMebibyteMayWaitAnd256MessagesForTwoSeconds() {
        assertThat(OutboxLimits.DEFAULT)
                .isEqualTo(new OutboxLimits(1_048_576, 256, Duration.ofSeconds(2)));
    }

    /// One byte is on its way to the client, which does not take it.
    private void startWriting() {
        offer(CONTROL, "in flight", 1);
        polled();
    }

    private void burst(int messages) {
        IntStream.range(0, messages).forEach(i -> offer(INBOX, "burst " + i));
    }

    private Offer offer(Lane lane, String text) {
        return offer(lane, text, 10);
    }

    private Offer offer(Lane lane, String text, int bytes) {
        return outbox.offer(message(lane, text, bytes), clock.instant());
    }

    private Offer replace(Lane lane, String key, String text, int bytes) {
        var message = Messages.replaceable(lane, key, text);
        return outbox.offer(Messages.outgoing(message, bytes, clock.instant()), clock.instant());
    }

    private Outgoing message(Lane lane, String text, int bytes) {
        return Messages.outgoing(Messages.plain(lane, text), bytes, clock.instant());
    }

    private Outgoing polled() {
        return outbox.poll().orElseThrow();
    }

    private List<String> drained() {
        var texts = new ArrayList<String>();
        for (var next = outbox.poll(); next.isPresent(); next = outbox.poll()) {
            texts.add(Messages.textOf(next.get().message()));
        }
        return texts;
    }
}
