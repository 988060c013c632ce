package io.fundwire.application.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.ChannelSetup;
import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.OnlyFor;
import io.fundwire.application.fixtures.ReadableFormat;
import io.fundwire.application.fixtures.UnreliableChannelLog;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelKinds;
import io.fundwire.domain.channel.ChannelMessage;
import io.fundwire.domain.channel.ChannelMessageDelivery;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelRefused;
import io.fundwire.domain.channel.Position;
import io.fundwire.domain.channel.Published;
import io.fundwire.domain.channel.Subscribed;
import io.fundwire.domain.channel.Unsubscribed;
import io.fundwire.domain.fixtures.Channels;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.Payload;
import io.fundwire.domain.message.ServerMessage;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

class SubscribeChannelTest {

    private static final ChannelName TALK = new ChannelName("talk:1");

    private final VirtualClock clock = new VirtualClock();

    /// Questions to the disk that were not answered yet.
    private final List<Runnable> questions = new ArrayList<>();

    private final Core core = Core.on(clock);
    private final Visitor alice = Visitor.named(core, "alice").settled();
    private final Visitor bob = Visitor.named(core, "bob").settled();

    @Test
    void everySubscriberGetsWhatIsPublishedThePublisherBeforeItsAnswer() {
        alice.subscribes("talk:1").settled();
        bob.subscribes("talk:1").settled();

        alice.says("talk:1", "hello");

        var toAlice = alice.reads();
        assertThat(toAlice).hasSize(2);
        assertThat(toAlice.getFirst()).isInstanceOf(ChannelMessageDelivery.class);
        assertThat(toAlice.getLast()).isEqualTo(new Published(TALK, 1));
        assertThat(bob.reads()).containsExactly(toAlice.getFirst());
    }

    @Test
    void aMessageSaysWhoPublishedItAndWhere() {
        bob.subscribes("talk:1").settled();
        alice.subscribes("talk:1");

        alice.says("talk:1", "hello");

        var message = onlyMessage(bob.reads());
        assertThat(Objects.requireNonNull(message.message().from()).userId())
                .isEqualTo(alice.user());
        assertThat(Objects.requireNonNull(message.message().from()).clientId())
                .isEqualTo(alice.id());
        assertThat(message.message().offset()).isEqualTo(1);
        assertThat(message.position().offset()).isEqualTo(1);
    }

    @Test
    void aMessageIsEncodedOnceForAllWhoGetIt() {
        var format = new ReadableFormat();
        var counted = Core.of(Core.Settings.defaults().with(format), clock);
        var members =
                IntStream.range(0, 100)
                        .mapToObj(i -> Visitor.anonymous(counted).subscribes("live:1").settled())
                        .toList();
        int before = format.encoded();

        members.getFirst().says("live:1", "hello");

        // The message, and the answer to who published it.
        assertThat(format.encoded() - before).isEqualTo(2);
        assertThat(members)
                .allSatisfy(member -> assertThat(member.hears()).containsExactly("hello"));
    }

    @Test
    void whoComesWithoutAPositionGetsAsMuchHistoryAsItAsksFor() {
        bob.subscribes("talk:1");
        for (int i = 1; i <= 5; i++) {
            bob.says("talk:1", "" + i);
        }

        alice.subscribes("talk:1", Optional.empty(), 2, OptionalDouble.empty());

        var read = alice.reads();
        assertThat(read.getFirst()).isEqualTo(new Subscribed(TALK, at(3), false, 2));
        assertThat(texts(read)).containsExactly("4", "5");
    }

    @Test
    void whoComesWithAPositionGetsWhatItMissedAndThenWhatIsNew() {
        bob.subscribes("talk:1");
        for (int i = 1; i <= 5; i++) {
            bob.says("talk:1", "" + i);
        }

        alice.subscribes("talk:1", at(3));
        bob.says("talk:1", "6");

        var read = alice.reads();
        assertThat(read.getFirst()).isEqualTo(new Subscribed(TALK, at(3), true, 2));
        assertThat(texts(read)).containsExactly("4", "5", "6");
    }

    @Test
    void whatIsPublishedWhileAReplayIsUnderWayComesAfterItAndOnce() {
        var slow = Core.of(Core.Settings.defaults().with(onSlowDisk()), clock);
        var writer = Visitor.named(slow, "writer").settled();
        publishes(slow, 5);
        var reader = Visitor.named(slow, "reader").settled();
        reader.subscribes("talk:1", Optional.empty(), 100, OptionalDouble.empty());
        answersOne();
        publishes(slow, 3);
        answersOne();
        publishes(slow, 2);

        var heard = new ArrayList<>(reader.hears());
        while (!questions.isEmpty()) {
            answersOne();
            heard.addAll(reader.hears());
        }
        publishes(slow, 1);
        heard.addAll(reader.hears());

        assertThat(heard)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 11).mapToObj(Integer::toString).toList());
        assertThat(writer.hears()).isEmpty();
    }

    @Test
    void whatIsAskedForOneAfterTheOtherIsAnsweredSoAndHeardOnce() {
        var slow = Core.of(Core.Settings.defaults().with(onSlowDisk()), clock);
        publishes(slow, 3);
        var reader = Visitor.named(slow, "reader").settled();
        var start = position(slow, "talk:1", 0);
        reader.subscribes("talk:1", start);
        reader.subscribes("talk:1", start);
        publishes(slow, 1);

        var read = new ArrayList<ServerMessage>();
        while (!questions.isEmpty()) {
            // The newest first, as if it were asked on a thread that is faster.
            questions.removeLast().run();
            read.addAll(reader.reads());
        }
        publishes(slow, 1);
        read.addAll(reader.reads());

        int second = read.lastIndexOf(new Subscribed(TALK, start, true, 4));
        assertThat(second).isPositive();
        assertThat(texts(read.subList(second, read.size())))
                .containsExactly("1", "2", "3", "4", "5");
        assertThat(read).filteredOn(Subscribed.class::isInstance).hasSize(2);
    }

    @Test
    void whoLeavesBeforeItIsInIsToldThatItIsInAndThenThatItLeft() {
        var slow = Core.of(Core.Settings.defaults().with(onSlowDisk()), clock);
        publishes(slow, 3);
        var reader = Visitor.named(slow, "reader").settled();
        reader.subscribes("talk:1", position(slow, "talk:1", 0));
        reader.unsubscribes("talk:1");
        assertThat(reader.reads()).isEmpty();

        while (!questions.isEmpty()) {
            answersOne();
        }
        publishes(slow, 1);

        assertThat(reader.reads()).hasExactlyElementsOfTypes(Subscribed.class, Unsubscribed.class);
        assertThat(slow.subscriptions.clientsOf(TALK)).isEmpty();
    }

    @Test
    void aWishThatIsRefusedLeavesWhatTheClientFollowed() {
        var small =
                Core.of(
                        Core.Settings.defaults().with(ChannelSetup.defaults().with(forTwo())),
                        clock);
        for (int i = 1; i <= Channel.MAX_RATES; i++) {
            var crowd = Visitor.named(small, "rated" + i);
            crowd.subscribes("live:1", Optional.empty(), 0, OptionalDouble.of(i));
        }
        var reader = Visitor.named(small, "reader").settled();
        reader.subscribes("live:1");
        reader.subscribes("live:1", Optional.empty(), 0, OptionalDouble.of(0.5));
        assertThat(refused(reader).code()).isEqualTo(ErrorCode.FORBIDDEN);

        reader.says("live:1", "hello");

        assertThat(reader.hears()).containsExactly("hello");
    }

    @Test
    void whatIsHeldBackForNobodyIsNotKept() {
        bob.subscribes("board:1").settled();
        alice.subscribes("board:1", Optional.empty(), 0, OptionalDouble.of(1e-9)).settled();
        bob.says("board:1", "a", "1");
        bob.says("board:1", "a", "2");
        assertThat(core.alarms.count()).isEqualTo(1);

        alice.unsubscribes("board:1");
        clock.advance(Duration.ofMinutes(1));
        core.alarms.ring();

        assertThat(core.alarms.count()).isZero();
    }

    @Test
    void noMoreThanAPageWaitsForAClientThatDoesNotRead() {
        publishes(core, "conversation:1", 1000);

        alice.subscribes("conversation:1", new Position(epochOf("conversation:1"), 0));

        assertThat(alice.client().session().waiting().messages())
                .isEqualTo(1 + ReplayedPage.MAX_MESSAGES);
        assertThat(alice.hears()).hasSize(1000);
    }

    @Test
    void severalChannelsAreReplayedInTurnAPageAtATime() {
        publishes(core, "conversation:1", 200);
        publishes(core, "conversation:2", 200);
        alice.subscribes("conversation:1", new Position(epochOf("conversation:1"), 0));
        alice.subscribes("conversation:2", new Position(epochOf("conversation:2"), 0));

        assertThat(alice.client().session().waiting().messages())
                .isEqualTo(2 + ReplayedPage.MAX_MESSAGES);
        assertThat(alice.hears()).hasSize(400);
    }

    @Test
    void aLogThatIsTrimmedUnderAReplayBeginsAnewAndSaysSo() {
        var slow = Core.of(Core.Settings.defaults().with(onSlowDisk()), clock);
        publishes(slow, 8);
        var reader = Visitor.named(slow, "reader").settled();
        reader.subscribes("talk:1", new Position(epochOf(slow, "talk:1"), 2));
        answersOne();
        publishes(slow, 20);

        while (!questions.isEmpty()) {
            answersOne();
        }

        var read = reader.reads();
        assertThat(read.get(0))
                .isEqualTo(new Subscribed(TALK, position(slow, "talk:1", 2), true, 6));
        assertThat(read.get(1))
                .isEqualTo(new Subscribed(TALK, position(slow, "talk:1", 28), false, 0));
        assertThat(read).hasSize(2);
        publishes(slow, 1);
        assertThat(reader.hears()).containsExactly("29");
    }

    @Test
    void aPositionThatIsNotReachedIsNotRecovered() {
        publishes(core, "talk:1", 25);

        alice.subscribes("talk:1", new Position(epochOf("talk:1"), 3));
        bob.subscribes("talk:1", new Position("other", 24));

        assertThat(subscribed(alice).recovered()).isFalse();
        assertThat(subscribed(bob).recovered()).isFalse();
    }

    @Test
    void aPositionStaysGoodHoweverLongTheChannelIsQuiet() {
        publishes(core, "talk:1", 5);
        var position = position(core, "talk:1", 5);
        clock.advance(Duration.ofDays(300));
        core.trimChannels.handle();

        alice.subscribes("talk:1", position);

        assertThat(subscribed(alice)).isEqualTo(new Subscribed(TALK, position, true, 0));
    }

    @Test
    void theNewestOfEachKeyComesToWhoKnowsNothing() {
        bob.subscribes("board:1");
        bob.says("board:1", "a", "1");
        bob.says("board:1", "b", "2");
        bob.says("board:1", "a", "3");
        bob.says("board:1", "4");

        alice.subscribes("board:1");

        assertThat(texts(alice.reads())).containsExactly("2", "3");
    }

    @Test
    void whatOneReadLastIsWhereOneGoesOnWhateverWasSupersededInBetween() {
        bob.subscribes("board:1");
        bob.says("board:1", "a", "1");
        bob.says("board:1", "b", "2");
        bob.says("board:1", "a", "3");
        alice.subscribes("board:1", new Position(epochOf("board:1"), 0));

        var read = Visitor.messagesIn(alice.reads());

        assertThat(read)
                .extracting(delivery -> delivery.message().offset())
                .containsExactly(2L, 3L);
        assertThat(read)
                .extracting(delivery -> delivery.position().offset())
                .containsExactly(2L, 3L);
    }

    @Test
    void aSlowReaderGetsTheNewestOfAKeyOnlyAtTheTail() {
        alice.subscribes("board:1").settled();
        bob.subscribes("board:1");

        bob.says("board:1", "a", "1");
        bob.says("board:1", "b", "2");
        bob.says("board:1", "a", "3");

        assertThat(alice.hears()).containsExactly("2", "3");
    }

    @Test
    void nothingComesAfterUnsubscribing() {
        alice.subscribes("talk:1");
        bob.subscribes("talk:1");
        bob.says("talk:1", "1");

        alice.unsubscribes("talk:1");
        bob.says("talk:1", "2");

        var read = alice.reads();
        assertThat(texts(read)).containsExactly("1");
        assertThat(read.getLast()).isEqualTo(new Unsubscribed(TALK));
    }

    @Test
    void nothingComesAfterUnsubscribingFromAReplay() {
        publishes(core, "conversation:1", 200);
        alice.subscribes("conversation:1", new Position(epochOf("conversation:1"), 0));

        alice.unsubscribes("conversation:1");

        assertThat(alice.hears()).hasSize(ReplayedPage.MAX_MESSAGES);
    }

    @Test
    void whoDoesNotFollowAChannelCannotLeaveIt() {
        alice.unsubscribes("talk:1");

        assertThat(refused(alice).code()).isEqualTo(ErrorCode.NOT_SUBSCRIBED);
    }

    @Test
    void whoSubscribesAgainBeginsAgain() {
        alice.subscribes("talk:1");
        bob.subscribes("talk:1");
        bob.says("talk:1", "1");
        alice.settled();

        alice.subscribes("talk:1", at(0));
        bob.says("talk:1", "2");

        assertThat(alice.hears()).containsExactly("1", "2");
    }

    @Test
    void aKindThatIsNotThereIsNamedWithThoseThatAre() {
        alice.subscribes("chat:1");

        assertThat(refused(alice))
                .isEqualTo(
                        new ChannelRefused(
                                ErrorCode.NOT_FOUND,
                                "There are no channels of kind \"chat\": the kinds here are board,"
                                        + " conversation, document, job, live, talk."));
    }

    @Test
    void thePolicyDecidesWhoMaySubscribe() {
        var guarded =
                Core.of(
                        Core.Settings.defaults()
                                .with(ChannelSetup.defaults().with(new OnlyFor("alice"))),
                        clock);
        var mallory = Visitor.named(guarded, "mallory").settled();
        mallory.subscribes("talk:1");
        var welcome = Visitor.named(guarded, "alice").settled();
        welcome.subscribes("talk:1");

        assertThat(refused(mallory).code()).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(welcome.reads(Subscribed.class)).hasSize(1);
    }

    @Test
    void aClientFollowsOnlySoManyChannels() {
        for (int i = 0; i < Subscriptions.MAX_PER_CLIENT; i++) {
            alice.subscribes("talk:" + i);
        }
        assertThat(alice.reads(Subscribed.class)).hasSize(Subscriptions.MAX_PER_CLIENT);

        alice.subscribes("talk:more");
        assertThat(refused(alice).code()).isEqualTo(ErrorCode.FORBIDDEN);

        alice.unsubscribes("talk:1");
        alice.subscribes("talk:more");
        assertThat(alice.reads(Subscribed.class)).hasSize(1);
    }

    @Test
    void aChannelHasOnlySoManyMembers() {
        var small =
                Core.of(
                        Core.Settings.defaults().with(ChannelSetup.defaults().with(forTwo())),
                        clock);
        var first = Visitor.named(small, "first").subscribes("duo:1");
        Visitor.named(small, "second").subscribes("duo:1");
        var third = Visitor.named(small, "third").settled().subscribes("duo:1");
        assertThat(refused(third).code()).isEqualTo(ErrorCode.FORBIDDEN);

        first.leaves();
        third.subscribes("duo:1");

        assertThat(third.reads(Subscribed.class)).hasSize(1);
    }

    @Test
    void whoLeftIsNoMemberAnyMore() {
        alice.subscribes("talk:1");
        bob.subscribes("talk:1");

        alice.leaves();

        assertThat(core.subscriptions.usersOf(TALK)).containsExactly(bob.user());
    }

    @Test
    void aDiskThatCannotBeReadIsSaidSoAndNothingIsFollowed() {
        var disk = new UnreliableChannelLog(ChannelSetup.defaults().disk());
        var broken =
                Core.of(
                        Core.Settings.defaults().with(ChannelSetup.defaults().withDisk(disk)),
                        clock);
        disk.fail();
        var reader = Visitor.named(broken, "reader").settled();

        reader.subscribes("talk:1");

        assertThat(refused(reader).code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(broken.subscriptions.usersOf(TALK)).isEmpty();
    }

    @Test
    void aReplayThatFailsIsTriedAgainAndNothingIsMissing() {
        var disk = new UnreliableChannelLog(ChannelSetup.defaults().disk());
        var shaky =
                Core.of(
                        Core.Settings.defaults().with(ChannelSetup.defaults().withDisk(disk)),
                        clock);
        publishes(shaky, "conversation:1", 100);
        var reader = Visitor.named(shaky, "reader").settled();
        reader.subscribes("conversation:1", new Position(epochOf(shaky, "conversation:1"), 0));
        disk.fail();
        assertThat(reader.hears()).hasSize(ReplayedPage.MAX_MESSAGES);

        disk.recover();
        clock.advance(Duration.ofSeconds(1));
        shaky.alarms.ring();

        assertThat(reader.hears()).hasSize(100 - ReplayedPage.MAX_MESSAGES);
        assertThat(shaky.alarms.count()).isZero();
    }

    private static ChannelKind forTwo() {
        return new ChannelKind(
                "duo",
                ChannelKinds.LIVE.storage(),
                ChannelKinds.LIVE.history(),
                ChannelKinds.LIVE.keys(),
                ChannelKinds.LIVE.publishers(),
                ChannelKinds.LIVE.presence(),
                new ChannelKind.Limits(1000, 2, 128));
    }

    private ChannelSetup onSlowDisk() {
        return ChannelSetup.defaults().with(questions::add);
    }

    private void answersOne() {
        questions.removeFirst().run();
    }

    private int published;

    private void publishes(Core where, int number) {
        publishes(where, "talk:1", number);
    }

    private void publishes(Core where, String channel, int number) {
        for (int i = 0; i < number; i++) {
            where.publishMessage.handle(
                    new PublishMessage.Input(
                            new ChannelName(channel),
                            "said",
                            new Payload("\"" + ++published + "\""),
                            null,
                            Optional.empty()),
                    outcome ->
                            assertThat(outcome)
                                    .isInstanceOf(PublishMessage.Outcome.Published.class));
        }
    }

    private String epochOf(String channel) {
        return epochOf(core, channel);
    }

    private static String epochOf(Core where, String channel) {
        return position(where, channel, 0).epoch();
    }

    private static Position position(Core where, String channel, long offset) {
        var name = new ChannelName(channel);
        var kind = where.channelKinds.of(name).orElseThrow();
        return where.channelLogs.of(kind).open(kind, name, Optional.empty(), 0).state().at(offset);
    }

    private Position at(long offset) {
        return position(core, "talk:1", offset);
    }

    private static List<String> texts(List<ServerMessage> read) {
        return Visitor.messagesIn(read).stream()
                .map(ChannelMessageDelivery::message)
                .map(ChannelMessage::payload)
                .map(Channels::textOf)
                .toList();
    }

    private static ChannelMessageDelivery onlyMessage(List<ServerMessage> read) {
        assertThat(Visitor.messagesIn(read)).hasSize(1);
        return Visitor.messagesIn(read).getFirst();
    }

    private static Subscribed subscribed(Visitor visitor) {
        return visitor.reads(Subscribed.class).getFirst();
    }

    private static ChannelRefused refused(Visitor visitor) {
        return visitor.reads(ChannelRefused.class).getFirst();
    }
}
