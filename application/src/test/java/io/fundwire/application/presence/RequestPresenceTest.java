package io.fundwire.application.presence;

import static io.fundwire.domain.fixtures.People.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.ChannelSetup;
import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.OnlyFor;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelRefused;
import io.fundwire.domain.channel.Subscribed;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.Payload;
import io.fundwire.domain.message.ServerMessage;
import io.fundwire.domain.presence.Member;
import io.fundwire.domain.presence.MemberJoined;
import io.fundwire.domain.presence.MemberPage;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class RequestPresenceTest {

    private static final String DOC = "document:1";

    private final VirtualClock clock = new VirtualClock();

    /// Questions to the disk that were not answered yet.
    private final List<Runnable> questions = new ArrayList<>();

    private final Core core = Core.on(clock);
    private final Visitor alice = Visitor.named(core, "alice");
    private final Visitor bob = Visitor.named(core, "bob");

    @Test
    void showsWhoIsSubscribedWithStatesInTheOrderOfIds() {
        Visitor.named(core, "bob").subscribes(DOC);
        bob.subscribes(DOC);
        alice.subscribes(DOC).updatesPresence(DOC, "{\"x\":1}").settled();

        alice.requestsPresence(DOC);

        assertThat(alice.reads())
                .containsExactly(
                        page(
                                2,
                                member("alice", 1, new Payload("{\"x\":1}")),
                                member("bob", 2, null)));
    }

    @Test
    void showsThePageThatIsAskedFor() {
        alice.subscribes(DOC);
        bob.subscribes(DOC);
        Visitor.named(core, "carol").subscribes(DOC);
        bob.settled();

        bob.requestsPresence(DOC, null, 2);
        bob.requestsPresence(DOC, "bob", 2);

        assertThat(bob.reads())
                .containsExactly(
                        new MemberPage(
                                new ChannelName(DOC),
                                3,
                                List.of(member("alice", 1, null), member("bob", 1, null)),
                                user("bob")),
                        page(3, member("carol", 1, null)));
    }

    @Test
    void whoIsNotSubscribedMayAskToo() {
        alice.subscribes(DOC);
        bob.settled();

        bob.requestsPresence(DOC);
        bob.requestsPresence("document:empty");

        assertThat(bob.reads())
                .containsExactly(
                        page(1, member("alice", 1, null)),
                        MemberPage.empty(new ChannelName("document:empty")));
        assertThat(core.attendance.count()).isEqualTo(1);
    }

    @Test
    void isForWhoMayFollowTheChannel() {
        var strict =
                visitorOf(ChannelSetup.defaults().with(new OnlyFor("alice")), "mallory").settled();

        strict.requestsPresence(DOC);

        assertRefused(
                strict.reads(), ErrorCode.FORBIDDEN, "You may not follow channel \"document:1\".");
    }

    @Test
    void isRefusedWhereTheKindHidesIt() {
        alice.settled();

        alice.requestsPresence("job:1");

        assertRefused(
                alice.reads(),
                ErrorCode.FORBIDDEN,
                "Channels of kind \"job\" do not show who is there.");
    }

    @Test
    void isRefusedOnAChannelOfNoKnownKind() {
        alice.settled();

        alice.requestsPresence("nonsense:1");

        assertThat(alice.reads(ChannelRefused.class))
                .extracting(ChannelRefused::code)
                .containsExactly(ErrorCode.NOT_FOUND);
    }

    @Test
    void whatIsToldAfterThePageHappenedAfterIt() {
        alice.subscribes(DOC).settled();

        alice.requestsPresence(DOC);
        bob.subscribes(DOC);

        assertThat(alice.reads())
                .containsExactly(
                        page(1, member("alice", 1, null)),
                        new MemberJoined(new ChannelName(DOC), user("bob"), clock.instant()));
    }

    @Test
    void mayBeAskedRightAfterTheSubscriptionWhileItsLogIsRead() {
        var slow = Core.of(slowDisk(), clock);
        var hasty = Visitor.named(slow, "alice").settled();
        hasty.subscribes(DOC);

        hasty.requestsPresence(DOC);
        Visitor.named(slow, "bob").subscribes(DOC);
        answerQuestions();

        var read = hasty.reads();
        assertThat(read).hasAtLeastOneElementOfType(Subscribed.class);
        assertThat(read)
                .filteredOn(message -> !(message instanceof Subscribed))
                .containsExactly(
                        page(1, member("alice", 1, null)),
                        new MemberJoined(new ChannelName(DOC), user("bob"), clock.instant()));
    }

    // ---- in the words of these tests

    private Core.Settings slowDisk() {
        return Core.Settings.defaults().with(ChannelSetup.defaults().with(questions::add));
    }

    private void answerQuestions() {
        while (!questions.isEmpty()) {
            questions.removeFirst().run();
        }
    }

    private Visitor visitorOf(ChannelSetup setup, String name) {
        return Visitor.named(Core.of(Core.Settings.defaults().with(setup), clock), name);
    }

    private static MemberPage page(int count, Member... members) {
        return new MemberPage(new ChannelName(DOC), count, List.of(members), null);
    }

    private static Member member(String name, int clients, @Nullable Payload state) {
        return new Member(user(name), clients, VirtualClock.START, state);
    }

    private static void assertRefused(List<ServerMessage> read, ErrorCode code, String sentence) {
        assertThat(read).containsExactly(new ChannelRefused(code, sentence));
    }
}
