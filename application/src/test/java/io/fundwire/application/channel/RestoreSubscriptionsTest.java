package io.fundwire.application.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.ChannelPublisher;
import io.fundwire.application.fixtures.ChannelSetup;
import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.InMemoryResumeLedger;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.application.resume.SubscriptionRestorer;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.Position;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.ServerMessage;
import io.fundwire.domain.resume.Resumed;
import io.fundwire.domain.resume.ResumedChannel;
import io.fundwire.domain.session.Welcome;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

class RestoreSubscriptionsTest {

    private static final ChannelName TALK = new ChannelName("talk:1");

    private final VirtualClock clock = new VirtualClock();
    private final Core.Settings settings =
            Core.Settings.defaults().with(new InMemoryResumeLedger()).with(ChannelSetup.defaults());
    private final Core core = Core.of(settings, clock);
    private final ChannelPublisher server = new ChannelPublisher(core);
    private final Visitor alice = Visitor.named(core, "alice").subscribes("talk:1");
    private final String token = token(alice.reads());

    @Test
    void whatWasMissedComesAfterTheWelcomeAndBeforeWhatIsNew() {
        server.counts("talk:1", 1, 3);
        alice.settled();
        alice.leaves();
        server.counts("talk:1", 4, 6);

        var back = comesBack(core, Map.of("talk:1", server.at("talk:1", 3)));
        server.counts("talk:1", 7, 8);

        var read = back.reads();
        assertThat(read.get(0))
                .isEqualTo(
                        new Resumed(
                                true,
                                alice.id(),
                                Map.of(
                                        TALK,
                                        ResumedChannel.from(server.at("talk:1", 3), true, 3))));
        assertThat(read.get(1)).isInstanceOf(Welcome.class);
        assertThat(Visitor.messagesIn(read))
                .extracting(delivery -> delivery.message().offset())
                .containsExactly(4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void allThisWorksAcrossARestartOfTheServer() {
        server.counts("talk:1", 1, 3);
        var position = server.at("talk:1", 2);

        var restarted = Core.of(settings, clock);
        var back = comesBack(restarted, Map.of("talk:1", position));
        new ChannelPublisher(restarted).counts("talk:1", 4, 4);

        assertThat(back.id()).isEqualTo(alice.id());
        assertThat(back.hears()).containsExactly("3", "4");
    }

    @Test
    void exactlyTheListedChannelsAreFollowed() {
        alice.subscribes("talk:2");

        var back = comesBack(core, Map.of("talk:1", server.at("talk:1", 0)));

        assertThat(core.subscriptions.contains(back.client(), TALK)).isTrue();
        assertThat(core.subscriptions.contains(back.client(), new ChannelName("talk:2"))).isFalse();
        assertThat(core.subscriptions.clientsOf(new ChannelName("talk:2"))).isEmpty();
    }

    @Test
    void anOlderConnectionThatLingersFollowsNothingAnyMore() {
        comesBack(core, Map.of("talk:1", server.at("talk:1", 0)));
        alice.settled();

        server.says("talk:1", "new");

        assertThat(alice.hears()).isEmpty();
        assertThat(core.subscriptions.clientsOf(TALK)).hasSize(1);
    }

    @Test
    void aChannelThatMayNotBeFollowedIsNamedWithTheReasonAndTheOthersAreFollowed() {
        server.counts("talk:1", 1, 1);

        var back =
                comesBack(
                        core,
                        Map.of(
                                "talk:1",
                                server.at("talk:1", 0),
                                "chat:1",
                                new Position("epoch", 3)));

        var read = back.reads();
        var resumed = (Resumed) read.getFirst();
        var refusal = resumed.channels().get(new ChannelName("chat:1"));
        assertThat(refusal).isNotNull();
        assertThat(refusal.error()).isNotNull();
        assertThat(refusal.error().code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(refusal.position()).isNull();
        assertThat(Visitor.messagesIn(read)).hasSize(1);
    }

    @Test
    void aPositionThatIsNotReachedIsSaidNotToBeRecovered() {
        server.counts("talk:1", 1, 25);

        var back = comesBack(core, Map.of("talk:1", server.at("talk:1", 3)));

        var resumed = back.reads(Resumed.class).getFirst();
        assertThat(resumed.channels().get(TALK))
                .isEqualTo(ResumedChannel.from(server.at("talk:1", 25), false, 0));
    }

    @Test
    void aTokenThatIsWorthNothingBringsNoChannelBack() {
        var stranger = Visitor.comingBack(core);
        stranger.resumes("no token", wishes(Map.of("talk:1", server.at("talk:1", 0))));

        var resumed = stranger.reads(Resumed.class).getFirst();
        assertThat(resumed.resumed()).isFalse();
        assertThat(resumed.channels()).isEmpty();
        assertThat(core.subscriptions.contains(stranger.client(), TALK)).isFalse();
    }

    private Visitor comesBack(Core where, Map<String, Position> positions) {
        return Visitor.comingBack(where).resumes(token, wishes(positions));
    }

    private static Map<ChannelName, SubscriptionRestorer.Wish> wishes(
            Map<String, Position> positions) {
        var wishes = new LinkedHashMap<ChannelName, SubscriptionRestorer.Wish>();
        positions.forEach((name, position) ->
                wishes.put(
                        new ChannelName(name),
                        new SubscriptionRestorer.Wish(position, OptionalDouble.empty())));
        return wishes;
    }

    private static String token(List<ServerMessage> read) {
        return ((Welcome) read.getFirst()).resumeToken();
    }
}
