package io.fundwire.application.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.ChannelPublisher;
import io.fundwire.application.fixtures.ChannelSetup;
import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.FixedPolicy;
import io.fundwire.application.fixtures.GroupCommitChannelLog;
import io.fundwire.application.fixtures.UnreliableChannelLog;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.channel.ChannelMessageDelivery;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelRefused;
import io.fundwire.domain.channel.Published;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.ServerMessage;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

class SendMessageTest {

    private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

    private final VirtualClock clock = new VirtualClock();
    private final ChannelSetup setup = ChannelSetup.defaults();
    private final GroupCommitChannelLog slow = new GroupCommitChannelLog(setup.disk());
    private final UnreliableChannelLog shaky = new UnreliableChannelLog(setup.disk());

    private final Core core = Core.of(Core.Settings.defaults().with(setup), clock);
    private final Visitor alice = Visitor.named(core, "alice").settled();
    private final Visitor bob = Visitor.named(core, "bob").settled();

    @Test
    void nobodyIsToldBeforeItIsKept() {
        var slowly = Core.of(Core.Settings.defaults().with(setup.withDisk(slow)), clock);
        var writer = Visitor.named(slowly, "writer").subscribes("talk:1").settled();
        var reader = Visitor.named(slowly, "reader").subscribes("talk:1").settled();

        writer.says("talk:1", "hello");
        assertThat(writer.reads()).isEmpty();
        assertThat(reader.reads()).isEmpty();

        slow.settle();
        assertThat(reader.hears()).containsExactly("hello");
        assertThat(writer.reads())
                .hasExactlyElementsOfTypes(ChannelMessageDelivery.class, Published.class);
    }

    @Test
    void whatIsPublishedWhileStillSubscribingComesBeforeItsAnswer() {
        var questions = new ArrayDeque<Runnable>();
        var slowly = Core.of(Core.Settings.defaults().with(setup.with(questions::add)), clock);
        var writer = Visitor.named(slowly, "writer").settled();
        writer.subscribes("talk:1");
        writer.says("talk:1", "hello");
        assertThat(writer.reads()).isEmpty();

        while (!questions.isEmpty()) {
            questions.remove().run();
        }

        var read = writer.reads();
        assertThat(Visitor.messagesIn(read)).hasSize(1);
        assertThat(read.getLast()).isEqualTo(new Published(new ChannelName("talk:1"), 1));
    }

    @Test
    void onlyMembersPublishWhereTheKindSaysSo() {
        alice.says("talk:1", "hello");

        assertThat(refused(alice).code()).isEqualTo(ErrorCode.NOT_SUBSCRIBED);
    }

    @Test
    void nobodyButTheServerPublishesWhereTheKindSaysSo() {
        alice.subscribes("job:1").settled();

        alice.says("job:1", "hello");

        assertThat(refused(alice).code()).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void anyonePublishesWhereTheKindSaysSo() {
        bob.subscribes("live:1").settled();

        alice.says("live:1", "hello");

        assertThat(bob.hears()).containsExactly("hello");
        assertThat(alice.reads()).containsExactly(new Published(new ChannelName("live:1"), 1));
    }

    @Test
    void thePolicyDecidesWhoMayPublish() {
        var guarded =
                Core.of(Core.Settings.defaults().with(setup.with(FixedPolicy.listenOnly())), clock);
        var reader = Visitor.named(guarded, "reader").subscribes("talk:1").settled();

        reader.says("talk:1", "hello");

        assertThat(refused(reader).code()).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void aRepetitionIsAnsweredAsTheFirstTimeAndSentToNobody() {
        alice.subscribes("talk:1");
        bob.subscribes("talk:1");
        alice.says("talk:1", null, "hello", Optional.of(ID));
        alice.says("talk:1", "more");
        alice.settled();

        alice.says("talk:1", null, "hello", Optional.of(ID));

        assertThat(alice.reads()).containsExactly(new Published(new ChannelName("talk:1"), 1));
        assertThat(bob.hears()).containsExactly("hello", "more");
    }

    @Test
    void aPublishIdStandsForOneMessage() {
        alice.subscribes("talk:1");
        alice.says("talk:1", null, "hello", Optional.of(ID));
        alice.settled();

        alice.says("talk:1", null, "other", Optional.of(ID));

        assertThat(refused(alice).code()).isEqualTo(ErrorCode.CONFLICT);
    }

    @Test
    void whereEachMessageCountsNoneMayHaveAKey() {
        alice.subscribes("talk:1").settled();

        alice.says("talk:1", "key", "hello");

        assertThat(refused(alice).code()).isEqualTo(ErrorCode.INVALID_MESSAGE);
    }

    @Test
    void aPayloadIsAsLargeAsTheKindAllows() {
        alice.subscribes("talk:1").settled();

        alice.says("talk:1", "x".repeat(8 * 1024 - 2));
        assertThat(alice.reads()).hasSize(2);

        alice.says("talk:1", "x".repeat(8 * 1024 - 1));
        assertThat(refused(alice).code()).isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void whatCannotBeKeptIsSaidSoAndSentToNobody() {
        var broken = Core.of(Core.Settings.defaults().with(setup.withDisk(shaky)), clock);
        var writer = Visitor.named(broken, "writer").subscribes("talk:1").settled();
        shaky.fail();

        writer.says("talk:1", "hello");

        var read = writer.reads();
        assertThat(read).hasSize(1);
        assertThat(((ChannelRefused) read.getFirst()).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void theServerPublishesOnEveryKind() {
        var server = new ChannelPublisher(core);
        bob.subscribes("talk:1");
        bob.subscribes("job:1");

        server.says("talk:1", "a");
        server.says("job:1", "b");

        assertThat(bob.hears()).containsExactly("a", "b");
        assertThat(server.outcomes())
                .containsOnly(new PublishMessage.Outcome.Published(1))
                .hasSize(2);
    }

    @Test
    void theServerIsToldWhatWasWrong() {
        var server = new ChannelPublisher(core);
        server.says("chat:1", "a");
        server.sets("talk:1", "key", "a");
        server.says("talk:1", "x".repeat(8 * 1024));
        server.publishes("talk:1", null, "a", Optional.of(ID));
        server.publishes("talk:1", null, "a", Optional.of(ID));
        server.publishes("talk:1", null, "b", Optional.of(ID));

        assertThat(server.outcomes())
                .containsExactly(
                        new PublishMessage.Outcome.UnknownKind(core.channelKinds.names()),
                        new PublishMessage.Outcome.KeyNotTaken(),
                        new PublishMessage.Outcome.TooLarge(8 * 1024 + 2, 8 * 1024),
                        new PublishMessage.Outcome.Published(1),
                        new PublishMessage.Outcome.Repeated(1),
                        new PublishMessage.Outcome.IdTaken());
    }

    @Test
    void typingEndsWhenTheMessageArrives() {
        alice.subscribes("conversation:1");
        bob.subscribes("conversation:1").settled();
        alice.types("1");
        assertThat(types(bob.reads())).containsExactly("typing-start");

        alice.says("conversation:1", "hello");

        assertThat(types(bob.reads())).containsExactly("message", "typing-stop");
    }

    private static List<String> types(List<ServerMessage> read) {
        return read.stream().map(ServerMessage::type).toList();
    }

    private static ChannelRefused refused(Visitor visitor) {
        return visitor.reads(ChannelRefused.class).getFirst();
    }
}
