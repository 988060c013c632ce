package io.fundwire.application.presence;

import static io.fundwire.domain.fixtures.People.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.ChannelSetup;
import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.ReadableFormat;
import io.fundwire.application.fixtures.UnreliableChannelLog;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.application.resume.SubscriptionRestorer;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelRefused;
import io.fundwire.domain.channel.Position;
import io.fundwire.domain.channel.Subscribed;
import io.fundwire.domain.channel.Unsubscribed;
import io.fundwire.domain.fixtures.Race;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Envelope;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.Payload;
import io.fundwire.domain.presence.Member;
import io.fundwire.domain.presence.MemberJoined;
import io.fundwire.domain.presence.MemberLeft;
import io.fundwire.domain.presence.MemberPage;
import io.fundwire.domain.presence.MembersCounted;
import io.fundwire.domain.presence.PresenceNews;
import io.fundwire.domain.presence.StateChanged;
import io.fundwire.domain.resume.Resumed;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;

class AttendanceTest {

    private static final String DOC = "document:1";
    private static final ChannelName CHANNEL = new ChannelName(DOC);
    private static final String AWAY = "\"away\"";

    private final VirtualClock clock = new VirtualClock();
    private final Core core = Core.on(clock);
    private final Visitor alice = Visitor.named(core, "alice").settled();
    private final Visitor bob = Visitor.named(core, "bob").settled();

    // ---- joining

    @Test
    void subscribersAreToldWhoJoins() {
        alice.subscribes(DOC).settled();
        var elsewhere = Visitor.named(core, "carol").subscribes("document:2").settled();

        bob.subscribes(DOC);

        assertThat(alice.readsEnvelopes())
                .containsExactly(
                        Envelope.about(
                                bob.id(),
                                new MemberJoined(CHANNEL, user("bob"), clock.instant()),
                                clock.instant()));
        assertThat(bob.reads()).hasOnlyElementsOfType(Subscribed.class);
        assertThat(elsewhere.reads()).isEmpty();
    }

    @Test
    void aUserJoinsAndLeavesOnceHoweverManyClientsItHas() {
        alice.subscribes(DOC).settled();
        var phone = Visitor.named(core, "bob").subscribes(DOC);
        bob.subscribes(DOC);
        assertThat(alice.readsPresence()).hasExactlyElementsOfTypes(MemberJoined.class);

        phone.leaves();
        pass(Duration.ofSeconds(60));
        assertThat(alice.readsPresence()).isEmpty();
        bob.leaves();
        pass(Duration.ofSeconds(60));

        assertThat(alice.readsPresence()).containsExactly(new MemberLeft(CHANNEL, user("bob")));
    }

    @Test
    void nobodyIsToldWhereTheKindHidesWhoIsThere() {
        alice.subscribes("job:1").settled();
        bob.subscribes("job:1");
        bob.leaves();
        pass(Duration.ofSeconds(60));

        assertThat(alice.reads()).isEmpty();
        assertThat(core.attendance.count()).isZero();
        assertThat(core.alarms.count()).isZero();
    }

    @Test
    void aSubscriptionThatFailsIsNotTold() {
        var log = new UnreliableChannelLog(ChannelSetup.defaults().disk());
        var failing =
                Core.of(
                        Core.Settings.defaults().with(ChannelSetup.defaults().withDisk(log)),
                        clock);
        var watcher = Visitor.named(failing, "alice").subscribes(DOC).settled();
        log.fail();

        var unlucky = Visitor.named(failing, "bob").settled().subscribes(DOC);
        pass(failing, Duration.ofSeconds(60));

        assertThat(unlucky.reads(ChannelRefused.class)).hasSize(1);
        assertThat(watcher.reads()).isEmpty();
    }

    @Test
    void newsAreEncodedOnceHoweverManyGetThem() {
        var encodings = new AtomicInteger();
        var counting =
                Core.of(
                        Core.Settings.defaults()
                                .with(envelope -> {
                                    if (envelope.message() instanceof PresenceNews) {
                                        encodings.incrementAndGet();
                                    }
                                    return new ReadableFormat().encode(envelope);
                                }),
                        clock);
        for (int i = 0; i < 5; i++) {
            Visitor.named(counting, "alice").subscribes(DOC);
        }
        encodings.set(0);

        Visitor.named(counting, "bob").subscribes(DOC).updatesPresence(DOC, AWAY).leaves();
        pass(counting, Duration.ofSeconds(10));

        assertThat(encodings).hasValue(3);
    }

    // ---- leaving

    @Test
    void whoUnsubscribesLeavesTenSecondsLater() {
        alice.subscribes(DOC).settled();
        bob.subscribes(DOC);
        alice.settled();

        bob.unsubscribes(DOC);

        pass(Duration.ofMillis(9_999));
        assertThat(alice.readsPresence()).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(alice.readsEnvelopes())
                .containsExactly(
                        Envelope.of(new MemberLeft(CHANNEL, user("bob")), clock.instant()));
    }

    @Test
    void whoUnsubscribedIsToldNothingMore() {
        alice.subscribes(DOC);
        alice.unsubscribes(DOC);

        bob.subscribes(DOC).updatesPresence(DOC, AWAY);
        bob.leaves();
        pass(Duration.ofSeconds(60));

        assertThat(alice.reads()).hasExactlyElementsOfTypes(Subscribed.class, Unsubscribed.class);
    }

    @Test
    void whoSubscribesAgainInTimeNeitherLeavesNorJoins() {
        alice.subscribes(DOC);
        bob.subscribes(DOC).updatesPresence(DOC, AWAY);
        alice.settled();

        bob.subscribes(DOC);
        bob.unsubscribes(DOC);
        pass(Duration.ofSeconds(9));
        bob.subscribes(DOC);
        pass(Duration.ofSeconds(60));

        assertThat(alice.reads()).isEmpty();
        assertThat(seenBy(alice)).containsExactly(one("alice", null), one("bob", AWAY));
    }

    @Test
    void whoConnectsAgainInTimeNeitherLeavesNorJoins() {
        alice.subscribes(DOC);
        bob.subscribes(DOC);
        alice.settled();

        bob.leaves();
        pass(Duration.ofSeconds(9));
        Visitor.named(core, "bob").subscribes(DOC);
        pass(Duration.ofSeconds(60));

        assertThat(alice.reads()).isEmpty();
    }

    @Test
    void whoResumesInTimeNeitherLeavesNorJoins() {
        var guest = Visitor.anonymous(core);
        String token = guest.readsToken();
        guest.subscribes(DOC).updatesPresence(DOC, AWAY);
        alice.subscribes(DOC).settled();

        guest.leaves();
        pass(Duration.ofSeconds(9));
        var back = resumed(guest, token);
        pass(Duration.ofSeconds(60));

        assertThat(alice.reads()).isEmpty();
        assertThat(seenBy(alice)).contains(one(guest.user().value(), AWAY));
        bob.subscribes(DOC);
        assertThat(back.readsPresence()).hasExactlyElementsOfTypes(MemberJoined.class);
    }

    @Test
    void whoIsFencedByItsOwnResumptionNeitherLeavesNorJoins() {
        var guest = Visitor.anonymous(core);
        String token = guest.readsToken();
        guest.subscribes(DOC).settled();
        alice.subscribes(DOC).settled();

        resumed(guest, token);
        guest.leaves();
        pass(Duration.ofSeconds(60));

        assertThat(alice.reads()).isEmpty();
        assertThat(seenBy(alice)).contains(one(guest.user().value(), null));
    }

    @Test
    void whoComesBackTooLateLeavesAndJoins() {
        alice.subscribes(DOC);
        bob.subscribes(DOC);
        alice.settled();

        bob.leaves();
        pass(Duration.ofSeconds(10));
        Visitor.named(core, "bob").subscribes(DOC);

        assertThat(alice.readsPresence())
                .containsExactly(new MemberJoined(CHANNEL, user("bob"), clock.instant()));
    }

    // ---- states

    @Test
    void allAreToldOfAStateTheOneWhoSetItIncluded() {
        alice.subscribes(DOC);
        bob.subscribes(DOC).settled();
        alice.settled();

        bob.updatesPresence(DOC, AWAY);

        assertThat(alice.readsEnvelopes())
                .containsExactly(
                        Envelope.about(
                                bob.id(),
                                new StateChanged(CHANNEL, user("bob"), bob.id(), new Payload(AWAY)),
                                clock.instant()));
        assertThat(bob.readsPresence()).hasExactlyElementsOfTypes(StateChanged.class);
    }

    @Test
    void aSlowReaderIsToldTheNewestStateAndTheLastWord() {
        alice.subscribes(DOC).settled();
        bob.subscribes(DOC);
        for (int i = 0; i < 300; i++) {
            bob.updatesPresence(DOC, "{\"x\":" + i + "}");
        }
        bob.leaves();
        pass(Duration.ofSeconds(10));

        assertThat(alice.readsPresence())
                .containsExactly(
                        new StateChanged(
                                CHANNEL, user("bob"), bob.id(), new Payload("{\"x\":299}")),
                        new MemberLeft(CHANNEL, user("bob")));
    }

    @Test
    void whoIsNotSubscribedHasNoState() {
        alice.subscribes(DOC).settled();

        bob.updatesPresence(DOC, AWAY);

        assertThat(bob.reads())
                .containsExactly(
                        new ChannelRefused(
                                ErrorCode.NOT_SUBSCRIBED,
                                "Subscribe to channel \"document:1\" before you say how you are"
                                        + " there."));
        assertThat(alice.reads()).isEmpty();
        assertThat(seenBy(alice)).containsExactly(one("alice", null));
    }

    @Test
    void aStateMayHaveOneKibibyteAndNoMore() {
        alice.subscribes(DOC).settled();
        bob.subscribes(DOC).settled();
        alice.settled();
        String largest = "\"" + "é".repeat(511) + "\"";

        bob.updatesPresence(DOC, largest);
        bob.updatesPresence(DOC, "\"" + "é".repeat(512) + "\"");

        assertThat(bob.reads(ChannelRefused.class))
                .containsExactly(
                        new ChannelRefused(
                                ErrorCode.TOO_LARGE,
                                "data.state has 1026 bytes, and may have 1024."));
        assertThat(alice.readsPresence())
                .containsExactly(
                        new StateChanged(CHANNEL, user("bob"), bob.id(), new Payload(largest)));
    }

    @Test
    void statesAreRefusedWhereTheKindHidesWhoIsThere() {
        bob.subscribes("job:1").settled();

        bob.updatesPresence("job:1", AWAY);
        bob.updatesPresence("nonsense:1", AWAY);

        assertThat(bob.reads(ChannelRefused.class))
                .extracting(ChannelRefused::code)
                .containsExactly(ErrorCode.FORBIDDEN, ErrorCode.NOT_FOUND);
    }

    @Test
    void aStateMayBeSetRightAfterTheSubscriptionWhileItsLogIsRead() {
        var questions = new ArrayList<Runnable>();
        var slow =
                Core.of(
                        Core.Settings.defaults().with(ChannelSetup.defaults().with(questions::add)),
                        clock);
        var hasty = Visitor.named(slow, "alice").settled();

        hasty.subscribes(DOC);
        hasty.updatesPresence(DOC, AWAY);
        questions.removeFirst().run();

        assertThat(hasty.reads(ChannelRefused.class)).isEmpty();
        assertThat(seenBy(hasty)).containsExactly(one("alice", AWAY));
    }

    // ---- many

    @Test
    void ofMoreThanOneThousandOnlyTheNumberIsToldAtMostOnceASecond() {
        var crowded = Core.of(Core.Settings.defaults().withMaxConnections(2000), clock);
        var watcher = Visitor.named(crowded, "alice").subscribes(DOC);
        var others = new ArrayList<Visitor>();
        for (int i = 0; i < 999; i++) {
            others.add(Visitor.named(crowded, "user-" + i).subscribes(DOC));
            watcher.settled();
        }

        for (int i = 0; i < 100; i++) {
            others.add(Visitor.named(crowded, "late-" + i).subscribes(DOC));
        }
        assertThat(watcher.readsPresence()).containsExactly(new MembersCounted(CHANNEL, 1001));
        assertThat(others.getLast().readsPresence()).isEmpty();
        pass(crowded, Duration.ofSeconds(1));
        assertThat(watcher.readsPresence()).containsExactly(new MembersCounted(CHANNEL, 1100));
        assertThat(others.getLast().readsPresence())
                .containsExactly(new MembersCounted(CHANNEL, 1100));
        pass(crowded, Duration.ofSeconds(60));
        assertThat(watcher.readsPresence()).isEmpty();

        others.subList(0, 100).forEach(Visitor::leaves);
        pass(crowded, Duration.ofSeconds(11));
        assertThat(watcher.readsPresence()).containsExactly(new MembersCounted(CHANNEL, 1000));
        others.get(100).leaves();
        pass(crowded, Duration.ofSeconds(10));
        assertThat(watcher.readsPresence())
                .containsExactly(new MemberLeft(CHANNEL, user("user-100")));
    }

    // ---- what it costs

    @Test
    void aQuietChannelSetsNoAlarms() {
        alice.subscribes(DOC);
        bob.subscribes(DOC).updatesPresence(DOC, AWAY);
        assertThat(core.alarms.count()).isZero();

        bob.leaves();
        assertThat(core.alarms.count()).isEqualTo(1);
        Visitor.named(core, "bob").subscribes(DOC);
        pass(Duration.ofSeconds(10));

        assertThat(core.alarms.count()).isZero();
    }

    @Test
    void nothingIsKeptOfAChannelThatEverybodyLeft() {
        alice.subscribes(DOC).updatesPresence(DOC, AWAY);
        alice.leaves();
        pass(Duration.ofSeconds(9));
        assertThat(core.attendance.count()).isEqualTo(1);

        pass(Duration.ofSeconds(1));

        assertThat(core.attendance.count()).isZero();
        assertThat(core.alarms.count()).isZero();
    }

    @Test
    void channelsThatEverybodyLeftAreKeptUpToALimit() {
        for (int i = 0; i < Attendance.MAX_VACANT + 100; i++) {
            alice.subscribes("document:" + i);
            alice.unsubscribes("document:" + i);
            alice.settled();
        }
        assertThat(core.attendance.count()).isEqualTo(Attendance.MAX_VACANT);
        assertThat(core.alarms.count()).isEqualTo(Attendance.MAX_VACANT);
        alice.subscribes("document:0");
        alice.subscribes("document:1");
        bob.subscribes("document:x");
        bob.unsubscribes("document:x");
        assertThat(core.attendance.count()).isEqualTo(Attendance.MAX_VACANT + 1);

        pass(Duration.ofSeconds(10));

        assertThat(core.attendance.count()).isEqualTo(2);
        alice.leaves();
        pass(Duration.ofSeconds(10));
        assertThat(core.attendance.count()).isZero();
    }

    // ---- threads

    @Test
    void nobodyStaysWhoSubscribesWhileItsConnectionGoes() throws Exception {
        for (int round = 0; round < 300; round++) {
            var fleeting = Visitor.named(core, "fleeting");
            Race.of(2)
                    .run(runner -> {
                        if (runner == 0) {
                            fleeting.subscribes(DOC);
                        } else {
                            fleeting.leaves();
                        }
                    });
        }

        pass(Duration.ofSeconds(10));

        assertThat(core.attendance.count()).isZero();
        assertThat(seenBy(alice)).isEmpty();
    }

    @Test
    void everybodyIsCountedWhoComesAndGoesAtOnce() throws Exception {
        Race.of(4)
                .run(runner -> {
                    var visitor = Visitor.named(core, "user-" + runner);
                    for (int i = 0; i < 300; i++) {
                        visitor.subscribes(DOC).updatesPresence(DOC, AWAY).settled();
                        visitor.unsubscribes(DOC);
                    }
                    visitor.subscribes(DOC).updatesPresence(DOC, AWAY);
                });

        assertThat(seenBy(alice))
                .containsExactly(
                        one("user-0", AWAY),
                        one("user-1", AWAY),
                        one("user-2", AWAY),
                        one("user-3", AWAY));
    }

    // ---- in the words of these tests

    private void pass(Duration duration) {
        pass(core, duration);
    }

    private void pass(Core where, Duration duration) {
        clock.advance(duration);
        where.alarms.ring();
    }

    private Visitor resumed(Visitor before, String token) {
        var back = Visitor.comingBack(core);
        back.resumes(
                token,
                Map.of(
                        CHANNEL,
                        new SubscriptionRestorer.Wish(
                                new Position("", 0), OptionalDouble.empty())));
        assertThat(back.reads(Resumed.class)).hasSize(1);
        assertThat(back.id()).isEqualTo(before.id());
        return back;
    }

    private static List<Member> seenBy(Visitor visitor) {
        visitor.settled();
        visitor.requestsPresence(DOC);
        return visitor.reads(MemberPage.class).getFirst().members();
    }

    private static Member one(String user, @Nullable String state) {
        return new Member(
                user(user), 1, VirtualClock.START, state == null ? null : new Payload(state));
    }
}
