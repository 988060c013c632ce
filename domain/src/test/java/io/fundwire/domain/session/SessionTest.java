package io.fundwire.domain.session;

import static io.fundwire.domain.message.Lane.CONTROL;
import static io.fundwire.domain.message.Lane.EPHEMERAL;
import static io.fundwire.domain.message.Lane.INBOX;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.domain.fixtures.Messages;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.Race;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.Offer;
import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.message.ServerMessage;
import io.fundwire.domain.session.RateLimit.Verdict;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

final class SessionTest {

    private static final int EVERYTHING = Integer.MAX_VALUE;

    private final VirtualClock clock = new VirtualClock();
    private final Session session = new Session(People.client("alice"), SessionLimits.DEFAULT);
    private List<Outgoing> leftOut = List.of();

    @Test
    void isIdleUntilSomethingWaits() {
        assertThat(session.isIdle()).isTrue();

        offer(CONTROL, "answer", 10);
        assertThat(session.isIdle()).isFalse();

        taken(EVERYTHING);
        assertThat(session.isIdle()).isTrue();
    }

    @Test
    void countsAndRecordsWhatCameAndWhatIsWritten() {
        var session =
                new Session(People.client("alice"), SessionLimits.DEFAULT, FlightRecording.on());
        clock.advance(Duration.ofSeconds(1));
        session.received("heartbeat", new byte[20], clock.instant());
        session.offer(outgoing(Messages.plain(CONTROL, "answer")), clock.instant());
        var taken = new ArrayList<Outgoing>();
        session.take(EVERYTHING, clock.instant(), taken);
        assertThat(session.exchanged()).isEqualTo(new Session.Exchanged(1, 0));
        assertThat(session.flight().frames()).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        session.written(taken, clock.instant());

        assertThat(session.exchanged()).isEqualTo(new Session.Exchanged(1, 1));
        assertThat(session.flight().frames())
                .containsExactly(
                        new FlightRecord.Frame(
                                VirtualClock.START.plusSeconds(1),
                                FlightRecord.Direction.IN,
                                "heartbeat",
                                20),
                        new FlightRecord.Frame(
                                VirtualClock.START.plusSeconds(2),
                                FlightRecord.Direction.OUT,
                                taken.getFirst().message().type(),
                                10));
    }

    @Test
    void recordsWhatWasSaidWhereThatIsMeant() {
        var session =
                new Session(
                        People.client("alice"),
                        SessionLimits.DEFAULT,
                        FlightRecording.withContents());
        session.received("heartbeat", "hello".getBytes(UTF_8), clock.instant());
        session.offer(outgoing(Messages.plain(CONTROL, "answer")), clock.instant());
        var taken = new ArrayList<Outgoing>();
        session.take(EVERYTHING, clock.instant(), taken);

        session.written(taken, clock.instant());

        assertThat(contents(session))
                .containsExactly(
                        Optional.of(new FlightRecord.Contents("hello", false)),
                        Optional.of(new FlightRecord.Contents("\0".repeat(10), false)));
    }

    @Test
    void recordsNothingOfWhatIsSaidUnlessThatIsMeant() {
        var session =
                new Session(People.client("alice"), SessionLimits.DEFAULT, FlightRecording.on());

        session.received("heartbeat", "hello".getBytes(UTF_8), clock.instant());

        assertThat(contents(session)).containsExactly(Optional.empty());
    }

    /// It may be a token, misspelled or not.
    @Test
    void recordsNothingOfWhatIsSaidOnTheWayIn() {
        var session =
                Session.awaitingResume(
                        People.client("alice"),
                        SessionLimits.DEFAULT,
                        FlightRecording.withContents());

        session.received(FlightRecording.OTHER, "secret".getBytes(UTF_8), clock.instant());

        assertThat(contents(session)).containsExactly(Optional.empty());
    }

    @Test
    void givesOutImportantLanesFirst() {
        offer(EPHEMERAL, "typing", 10);
        offer(INBOX, "notification", 10);
        offer(CONTROL, "answer", 10);

        assertThat(taken(EVERYTHING)).containsExactly("answer", "notification", "typing");
    }

    @Test
    void whatIsOutdatedIsNotGivenOut() {
        var end = clock.instant().plusSeconds(1);
        offer(INBOX, "first", 10);
        session.offer(outgoing(Messages.passing(INBOX, "passing", end)), clock.instant());
        offer(INBOX, "last", 10);
        clock.advance(Duration.ofSeconds(1));

        assertThat(taken(20)).containsExactly("first", "last");
        assertThat(leftOut)
                .extracting(out -> Messages.textOf(out.message()))
                .containsExactly("passing");
        assertThat(session.waiting()).isEqualTo(new Session.Waiting(0, 0));
    }

    @Test
    void whatIsNotYetOutdatedIsGivenOut() {
        var end = clock.instant().plusSeconds(1);
        session.offer(outgoing(Messages.passing(INBOX, "passing", end)), clock.instant());
        clock.advance(Duration.ofSeconds(1).minusNanos(1));

        assertThat(taken(EVERYTHING)).containsExactly("passing");
        assertThat(leftOut).isEmpty();
    }

    @Test
    void whatIsLeftOutIsNotOnItsWay() {
        var limits = SessionLimits.DEFAULT.outbox();
        session.offer(
                Messages.outgoing(
                        Messages.passing(INBOX, "passing", clock.instant()),
                        limits.maxBytes(),
                        clock.instant()),
                clock.instant());

        taken(EVERYTHING);

        assertThat(offer(INBOX, "large", limits.maxBytes())).isEqualTo(Offer.QUEUED);
    }

    @Test
    void whatWaitsCanBeTakenBack() {
        var message = outgoing(Messages.replaceable(INBOX, "fees", "about fees"));
        session.offer(message, clock.instant());

        assertThat(session.retract(INBOX, Messages.key("rates"))).isEmpty();
        assertThat(session.retract(EPHEMERAL, Messages.key("fees"))).isEmpty();
        assertThat(session.retract(INBOX, Messages.key("fees"))).contains(message);

        assertThat(session.retract(INBOX, Messages.key("fees"))).isEmpty();
        assertThat(taken(EVERYTHING)).isEmpty();
        assertThat(session.waiting()).isEqualTo(new Session.Waiting(0, 0));
    }

    private Outgoing outgoing(ServerMessage message) {
        return Messages.outgoing(message, 10, clock.instant());
    }

    @Test
    void givesOutMessagesUntilTheBytesAreReached() {
        IntStream.range(0, 4).forEach(i -> offer(INBOX, "message " + i, 50));

        assertThat(taken(100)).containsExactly("message 0", "message 1");
        assertThat(taken(51)).containsExactly("message 2", "message 3");
    }

    @Test
    void theLastMessageGivenOutMayGoBeyondTheBytes() {
        offer(INBOX, "large", 5000);
        offer(INBOX, "next", 10);

        assertThat(taken(100)).containsExactly("large");
    }

    @Test
    void measuresRatesAndLifeFromTheMomentTheClientCame() {
        var start = VirtualClock.START;

        assertThat(session.liveness().lastHeard()).isEqualTo(start);
        assertThat(session.messageRate().admit(100, start)).isEqualTo(Verdict.ADMITTED);
        assertThat(session.messageRate().admit(1, start)).isEqualTo(Verdict.DROPPED_AND_TOLD);
        assertThat(session.ackByteRate().admit(65_536, start)).isEqualTo(Verdict.ADMITTED);
        assertThat(session.ackByteRate().admit(1, start)).isEqualTo(Verdict.DROPPED);
    }

    @Test
    void takesNothingInAfterItsFarewell() {
        session.close(CloseReason.RESTARTING, farewell("goodbye"));

        assertThat(offer(CONTROL, "too late", 10)).isEqualTo(Offer.CLOSING);
        assertThat(session.isClosing()).isTrue();
        assertThat(taken(EVERYTHING)).containsExactly("goodbye");
    }

    @Test
    void stillGivesOutWhatWaitedWhenItWasClosed() {
        offer(CONTROL, "answer", 10);
        offer(INBOX, "notification", 10);

        session.close(CloseReason.RESTARTING, farewell("goodbye"));

        assertThat(taken(EVERYTHING))
                .containsExactlyInAnyOrder("answer", "notification", "goodbye");
    }

    @Test
    void givesASlowReaderNothingButTheFarewell() {
        offer(CONTROL, "answer", 10);
        offer(INBOX, "notification", 10);

        session.close(CloseReason.SLOW_READER, farewell("too slow"));

        assertThat(taken(EVERYTHING)).containsExactly("too slow");
    }

    @Test
    void isClosedOnce() {
        var first = session.close(CloseReason.SILENT, farewell("first"));
        var second = session.close(CloseReason.SLOW_READER, farewell("second"));

        assertThat(first).isEqualTo(Session.Closing.NOW);
        assertThat(second).isEqualTo(Session.Closing.ALREADY);
        assertThat(taken(EVERYTHING)).containsExactly("first");
    }

    @Test
    void aFencedSessionGivesOutNothingButTheFarewell() {
        offer(INBOX, "waiting", 10);

        session.close(CloseReason.RESUMED_ELSEWHERE, farewell("goodbye"));

        assertThat(taken(EVERYTHING)).containsExactly("goodbye");
    }

    @Test
    void aSessionOnItsWayInGivesOutNothing() {
        var session =
                Session.awaitingResume(
                        People.client("alice"), SessionLimits.DEFAULT, FlightRecording.off());
        session.entrance().begin();
        session.offer(message(CONTROL, "welcome", 10), clock.instant());
        var taken = new ArrayList<Outgoing>();

        session.take(EVERYTHING, clock.instant(), taken);
        assertThat(taken).isEmpty();

        session.entrance().end();
        session.take(EVERYTHING, clock.instant(), taken);
        assertThat(taken).hasSize(1);
    }

    @Test
    void aSessionThatIsClosedOnItsWayInGivesOutTheFarewell() {
        var session =
                Session.awaitingResume(
                        People.client("alice"), SessionLimits.DEFAULT, FlightRecording.off());
        session.entrance().begin();
        var taken = new ArrayList<Outgoing>();

        session.close(CloseReason.INTERNAL, farewell("goodbye"));
        session.take(EVERYTHING, clock.instant(), taken);

        assertThat(taken).hasSize(1);
    }

    @Test
    void aSessionGoesOnAsWhomItsTokenSays() {
        var bob = People.client("bob");
        session.goOnFrom(new ResumeToken(bob.id(), bob.user(), 3, clock.instant()));

        assertThat(session.client().id()).isEqualTo(bob.id());
        assertThat(session.client().user()).isEqualTo(bob.user());
        assertThat(session.tokens().generation()).isEqualTo(3);
        assertThat(session.isResumed()).isTrue();
    }

    @Test
    void onlyToSayAsWhomItComesBackAClientMaySendMore() {
        var newcomer =
                Session.awaitingResume(
                        People.client("alice"), SessionLimits.DEFAULT, FlightRecording.off());
        assertThat(newcomer.maxPayload()).isEqualTo(64 * 1024);

        newcomer.entrance().begin();

        assertThat(newcomer.maxPayload()).isEqualTo(16 * 1024);
        assertThat(session.maxPayload()).isEqualTo(16 * 1024);
    }

    @Test
    void losesAndRepeatsNothingWhenManyThreadsOfferAndOneTakes() throws Exception {
        int offering = 4;
        int each = 2000;
        var done = new AtomicInteger();
        List<String> all = Collections.synchronizedList(new ArrayList<>());

        Race.of(offering + 1)
                .run(number -> {
                    if (number == offering) {
                        while (done.get() < offering || !session.isIdle()) {
                            all.addAll(taken(100));
                        }
                    } else {
                        IntStream.range(0, each).forEach(i -> offer(INBOX, number + "/" + i, 10));
                        done.incrementAndGet();
                    }
                });

        assertThat(all).hasSize(offering * each).doesNotHaveDuplicates();
    }

    @Test
    void isClosedOnceHoweverManyThreadsTry() throws Exception {
        var closedIt = new AtomicInteger();

        Race.of(8)
                .run(number -> {
                    var closing = session.close(CloseReason.SILENT, farewell("goodbye"));
                    if (closing == Session.Closing.NOW) {
                        closedIt.incrementAndGet();
                    }
                });

        assertThat(closedIt).hasValue(1);
        assertThat(taken(EVERYTHING)).containsExactly("goodbye");
    }

    private static List<Optional<FlightRecord.Contents>> contents(Session session) {
        return session.flight().frames().stream().map(FlightRecord.Frame::contents).toList();
    }

    private Offer offer(Lane lane, String text, int bytes) {
        return session.offer(message(lane, text, bytes), clock.instant());
    }

    private Outgoing farewell(String text) {
        return message(CONTROL, text, 10);
    }

    private Outgoing message(Lane lane, String text, int bytes) {
        return Messages.outgoing(Messages.plain(lane, text), bytes, clock.instant());
    }

    private List<String> taken(int maxBytes) {
        var messages = new ArrayList<Outgoing>();
        leftOut = session.take(maxBytes, clock.instant(), messages);
        return messages.stream().map(Outgoing::message).map(Messages::textOf).toList();
    }
}
