package io.fundwire.application.resume;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Publisher;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.DrainServer;
import io.fundwire.application.session.SessionListener;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.Position;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Envelope;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.ErrorReport;
import io.fundwire.domain.message.ServerMessage;
import io.fundwire.domain.notification.NotificationDelivery;
import io.fundwire.domain.resume.Resumed;
import io.fundwire.domain.resume.ResumedChannel;
import io.fundwire.domain.session.CloseReason;
import io.fundwire.domain.session.Entrance;
import io.fundwire.domain.session.Welcome;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.OptionalDouble;

class ResumeClientTest {

    private static final ChannelName REPORT = new ChannelName("document:report");
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final VirtualClock clock = new VirtualClock();
    private final HeldRestorer restorer = new HeldRestorer();
    private final Core core = Core.on(clock);

    // ---- coming back

    @Test
    void aClientComesBackAsWhoItWas() {
        var before = Visitor.named(core, "alice");
        String token = before.readsToken();
        before.leaves();

        var alice = Visitor.comingBack(core).resumes(token);

        assertThat(alice.id()).isEqualTo(before.id());
        assertThat(alice.user()).isEqualTo(People.user("alice"));
        assertThat(core.clients.find(before.id())).contains(alice.client());
        assertThat(core.clients.of(People.user("alice"))).containsExactly(alice.client());
    }

    @Test
    void itIsToldSoAndThenWelcomedUnderItsId() {
        var before = Visitor.named(core, "alice");
        String token = before.readsToken();
        before.leaves();

        var read = Visitor.comingBack(core).resumes(token).readsEnvelopes();

        assertThat(read).extracting(Envelope::about).containsOnly(before.id());
        assertThat(read)
                .extracting(Envelope::message)
                .satisfiesExactly(
                        first ->
                                assertThat(first)
                                        .isEqualTo(new Resumed(true, before.id(), Map.of())),
                        second -> {
                            var welcome = (Welcome) second;
                            assertThat(welcome.clientId()).isEqualTo(before.id());
                            assertThat(welcome.userId()).isEqualTo(before.user());
                        });
    }

    @Test
    void itMayComeBackAgainByTheTokenOfItsNewWelcome() {
        var first = Visitor.named(core, "alice");
        var second = Visitor.comingBack(core).resumes(first.readsToken());

        var third = Visitor.comingBack(core).resumes(second.readsToken());

        assertThat(third.id()).isEqualTo(first.id());
        assertThat(third.reads(Resumed.class)).extracting(Resumed::resumed).containsExactly(true);
    }

    @Test
    void anAnonymousUserComesBackToo() {
        var before = Visitor.anonymous(core);
        String token = before.readsToken();
        before.leaves();

        var guest = Visitor.comingBack(core).resumes(token);

        assertThat(guest.user()).isEqualTo(before.user());
        assertThat(core.clients.of(before.user())).containsExactly(guest.client());
    }

    @Test
    void oneThatNamesItsUserComesBackAsThatUser() {
        String token = Visitor.named(core, "alice").readsToken();

        var alice = Visitor.comingBack(core, "alice").resumes(token);

        assertThat(alice.reads(Resumed.class)).extracting(Resumed::resumed).containsExactly(true);
    }

    @Test
    void aClientComesBackToAServerThatWasStartedAnew() {
        var settings = Core.Settings.defaults();
        var before = Visitor.named(Core.of(settings, clock), "alice");
        String token = before.readsToken();

        var alice = Visitor.comingBack(Core.of(settings, clock)).resumes(token);

        assertThat(alice.id()).isEqualTo(before.id());
    }

    // ---- while it is not known who it is

    @Test
    void nobodyFindsItBeforeItIsBack() {
        var newcomer = Visitor.comingBack(core, "alice");

        assertThat(core.clients.find(newcomer.id())).isEmpty();
        assertThat(core.clients.of(newcomer.user())).isEmpty();
        assertThat(core.clients.all()).isEmpty();
        assertThat(core.clients.count()).isZero();
    }

    @Test
    void itIsToldNothingBeforeItIsBack() {
        String token = Visitor.named(core, "alice").readsToken();
        var newcomer = Visitor.comingBack(core, "alice");
        Publisher.in(core).tells("fees", "alice");
        Visitor.named(core, "bob").types();
        assertThat(newcomer.reads()).isEmpty();

        newcomer.resumes(token);

        assertThat(newcomer.reads())
                .<Class<?>>extracting(ServerMessage::getClass)
                .containsExactly(Resumed.class, Welcome.class, NotificationDelivery.class);
    }

    @Test
    void itTakesAPlaceFromTheBeginningAndGivesItBack() {
        var small = Core.of(Core.Settings.defaults().withMaxConnections(1), clock);
        var newcomer = Visitor.comingBack(small);
        assertThat(small.hasRoom()).isFalse();

        newcomer.leaves();

        assertThat(small.hasRoom()).isTrue();
    }

    @Test
    void itIsClosedIfItDoesNotSayInTimeAsWhomItComesBack() {
        var newcomer = Visitor.comingBack(core);
        clock.advance(Entrance.PATIENCE.minus(MOMENT));
        core.evictSilentClients.handle();
        assertThat(newcomer.closed()).isEmpty();

        clock.advance(MOMENT);
        core.evictSilentClients.handle();

        assertThat(newcomer.closed()).contains(CloseReason.NOT_RESUMED);
        assertThat(newcomer.readsEnvelopes())
                .containsExactly(
                        Envelope.of(
                                new ErrorReport(
                                        ErrorCode.UNAVAILABLE, CloseReason.NOT_RESUMED.sentence()),
                                clock.instant()));
    }

    @Test
    void itIsNotClosedOnceItIsBack() {
        String token = Visitor.named(core, "alice").readsToken();
        var alice = Visitor.comingBack(core).resumes(token);

        clock.advance(Entrance.PATIENCE);
        core.evictSilentClients.handle();

        assertThat(alice.closed()).isEmpty();
    }

    @Test
    void itIsSentAwayWhenTheServerGoesDown() {
        var newcomer = Visitor.comingBack(core);

        assertThat(core.drainServer.handle(new DrainServer.Input(10)))
                .isEqualTo(new DrainServer.Outcome.StillConnected(1));
        assertThat(newcomer.closed()).contains(CloseReason.RESTARTING);

        newcomer.leaves();
        assertThat(core.drainServer.handle(new DrainServer.Input(10)))
                .isEqualTo(new DrainServer.Outcome.Empty());
    }

    @Test
    void oneThatIsBeingClosedDoesNotComeBackAnyMore() {
        var before = Visitor.named(core, "alice");
        String token = before.readsToken();
        var newcomer = Visitor.comingBack(core);
        core.delivery.close(newcomer.client(), CloseReason.NOT_RESUMED);

        newcomer.resumes(token);

        assertThat(newcomer.reads(Resumed.class)).isEmpty();
        assertThat(core.clients.find(before.id())).contains(before.client());
        assertThat(before.closed()).isEmpty();
    }

    // ---- as somebody new

    @Test
    void withATokenThatIsWorthNothingItIsSomebodyNew() {
        var guest = Visitor.comingBack(core).resumes("nothing");

        assertThat(guest.reads())
                .satisfiesExactly(
                        first ->
                                assertThat(first)
                                        .isEqualTo(new Resumed(false, guest.id(), Map.of())),
                        second ->
                                assertThat(((Welcome) second).userId())
                                        .isEqualTo(UserId.anonymous(guest.id())));
        assertThat(core.clients.all()).containsExactly(guest.client());
    }

    @Test
    void itIsTheUserThatItNamesThen() {
        var alice = Visitor.comingBack(core, "alice").resumes("nothing");

        assertThat(alice.reads(Welcome.class))
                .extracting(Welcome::userId)
                .containsExactly(People.user("alice"));
    }

    @Test
    void theTokenOfAnotherUserThanItNamesIsWorthNothing() {
        var bob = Visitor.named(core, "bob");
        String token = bob.readsToken();

        var alice = Visitor.comingBack(core, "alice").resumes(token);

        assertThat(alice.id()).isNotEqualTo(bob.id());
        assertThat(alice.user()).isEqualTo(People.user("alice"));
        assertThat(alice.reads(Resumed.class)).extracting(Resumed::resumed).containsExactly(false);
        assertThat(bob.closed()).isEmpty();
    }

    @Test
    void aNamedUserDoesNotComeBackAsAnAnonymousOne() {
        String token = Visitor.anonymous(core).readsToken();

        var alice = Visitor.comingBack(core, "alice").resumes(token);

        assertThat(alice.user()).isEqualTo(People.user("alice"));
        assertThat(alice.reads(Resumed.class)).extracting(Resumed::resumed).containsExactly(false);
    }

    @Test
    void whoWasExpelledIsSomebodyNew() {
        var before = Visitor.named(core, "alice");
        String token = before.readsToken();
        core.expelClient.handle(before.id(), outcome -> {});

        var guest = Visitor.comingBack(core).resumes(token);

        assertThat(guest.reads(Resumed.class)).extracting(Resumed::resumed).containsExactly(false);
        assertThat(guest.id()).isNotEqualTo(before.id());
    }

    // ---- out of turn

    @Test
    void onlyAConnectionThatWasMadeForItMayResume() {
        var alice = Visitor.named(core, "alice");
        String token = alice.readsToken();

        alice.resumes(token);

        assertThat(alice.reads()).singleElement().satisfies(ResumeClientTest::isOutOfTurn);
        assertThat(core.clients.find(alice.id())).contains(alice.client());
    }

    @Test
    void aConnectionResumesOnce() {
        String token = Visitor.named(core, "alice").readsToken();
        var alice = Visitor.comingBack(core).resumes(token).settled();

        alice.resumes(token);

        assertThat(alice.reads()).singleElement().satisfies(ResumeClientTest::isOutOfTurn);
        assertThat(alice.closed()).isEmpty();
    }

    private static void isOutOfTurn(ServerMessage message) {
        assertThat(((ErrorReport) message).code()).isEqualTo(ErrorCode.INVALID_MESSAGE);
    }

    // ---- subscriptions

    @Test
    void itIsWelcomedWhenItsSubscriptionsAreReady() {
        var core = Core.of(Core.Settings.defaults().with(restorer), clock);
        var before = Visitor.named(core, "alice");
        String token = before.readsToken();
        var position = new Position("e", 7);
        var wish = new SubscriptionRestorer.Wish(position, OptionalDouble.empty());

        var alice = Visitor.comingBack(core).resumes(token, Map.of(REPORT, wish));
        assertThat(alice.reads()).isEmpty();
        assertThat(core.clients.find(before.id())).isEmpty();
        assertThat(restorer.story()).isEmpty();

        restorer.isReady();

        assertThat(alice.reads())
                .first()
                .isEqualTo(
                        new Resumed(
                                true,
                                before.id(),
                                Map.of(REPORT, ResumedChannel.from(position, true, 0))));
        assertThat(core.clients.find(before.id())).contains(alice.client());
        assertThat(restorer.story()).containsExactly("begun");
    }

    @Test
    void whoReadsThatItIsBackCanBeFound() {
        var readEarly = new ArrayList<ServerMessage>();
        var visitors = new ArrayList<Visitor>();
        var core =
                Core.of(
                        Core.Settings.defaults()
                                .with(
                                        new SessionListener() {
                                            @Override
                                            public void connected(ConnectedClient client) {
                                                visitors.forEach(
                                                        one -> readEarly.addAll(one.reads()));
                                            }
                                        }),
                        clock);
        String token = Visitor.named(core, "alice").readsToken();
        var alice = Visitor.comingBack(core);
        visitors.add(alice);

        alice.resumes(token);

        assertThat(readEarly).isEmpty();
        assertThat(alice.reads()).hasSize(2);
        assertThat(alice.connection().wakes()).isPositive();
    }

    @Test
    void subscriptionsOfAClientThatLeftMeanwhileAreAbandoned() {
        var core = Core.of(Core.Settings.defaults().with(restorer).withMaxConnections(2), clock);
        var before = Visitor.named(core, "alice");
        var alice = Visitor.comingBack(core).resumes(before.readsToken());

        alice.leaves();
        restorer.isReady();

        assertThat(restorer.story()).containsExactly("abandoned");
        assertThat(core.clients.all()).isEmpty();
        before.leaves();
        Visitor.anonymous(core);
        assertThat(core.hasRoom()).isTrue();
    }

    @Test
    void oneWhoseSubscriptionsCannotBeRestoredIsClosedAndMayTryAgain() {
        SubscriptionRestorer broken =
                (client, channels, whenReady) -> {
                    throw new IllegalStateException("broken");
                };
        var core = Core.of(Core.Settings.defaults().with(broken), clock);
        String token = Visitor.named(core, "alice").readsToken();

        var alice = Visitor.comingBack(core).resumes(token);

        assertThat(alice.closed()).contains(CloseReason.INTERNAL);
        assertThat(core.faults.places()).containsExactly("resume");
        assertThat(core.clients.all()).isEmpty();
        assertThat(core.resumeTokens.read(token)).isPresent();
    }
}
