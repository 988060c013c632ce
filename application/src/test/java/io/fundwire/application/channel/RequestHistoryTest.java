package io.fundwire.application.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.ChannelPublisher;
import io.fundwire.application.fixtures.ChannelSetup;
import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.FixedPolicy;
import io.fundwire.application.fixtures.UnreliableChannelLog;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.channel.ChannelMessage;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelRefused;
import io.fundwire.domain.channel.History;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.ErrorCode;

import org.junit.jupiter.api.Test;

import java.util.OptionalLong;

class RequestHistoryTest {

    private final VirtualClock clock = new VirtualClock();
    private final ChannelSetup setup = ChannelSetup.defaults();
    private final Core core = Core.of(Core.Settings.defaults().with(setup), clock);
    private final ChannelPublisher server = new ChannelPublisher(core);
    private final Visitor alice = Visitor.named(core, "alice").settled();

    @Test
    void theNewestComesFirstAndEachPageSaysWhereTheNextBegins() {
        server.counts("talk:1", 1, 5);

        alice.requestsHistory("talk:1", OptionalLong.empty(), 2);
        var first = history(alice);
        alice.requestsHistory("talk:1", OptionalLong.of(next(first)), 2);
        var second = history(alice);
        alice.requestsHistory("talk:1", OptionalLong.of(next(second)), 2);
        var third = history(alice);

        assertThat(first.messages()).extracting(ChannelMessage::offset).containsExactly(5L, 4L);
        assertThat(second.messages()).extracting(ChannelMessage::offset).containsExactly(3L, 2L);
        assertThat(third.messages()).extracting(ChannelMessage::offset).containsExactly(1L);
        assertThat(third.next()).isNull();
    }

    @Test
    void aFullLastPageHasNoNext() {
        server.counts("talk:1", 1, 2);

        alice.requestsHistory("talk:1", OptionalLong.empty(), 2);

        assertThat(history(alice).next()).isNull();
    }

    @Test
    void aPageHasFewerMessagesIfTheyAreLarge() {
        for (int i = 0; i < 10; i++) {
            server.says("talk:1", "x".repeat(8000));
        }

        alice.requestsHistory("talk:1", OptionalLong.empty(), 100);

        var page = history(alice);
        assertThat(page.messages()).hasSize(ListMessages.MAX_BYTES / 8130);
        assertThat(page.next()).isEqualTo(page.messages().getLast().offset());
    }

    @Test
    void whoFollowsNothingMayReadToo() {
        alice.requestsHistory("talk:1", OptionalLong.empty(), 10);

        assertThat(history(alice).messages()).isEmpty();
    }

    @Test
    void whoMayNotFollowMayNotRead() {
        var guarded =
                Core.of(Core.Settings.defaults().with(setup.with(FixedPolicy.closed())), clock);
        var mallory = Visitor.named(guarded, "mallory").settled();

        mallory.requestsHistory("talk:1", OptionalLong.empty(), 10);

        assertThat(refused(mallory).code()).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void aKindThatIsNotThereHasNoHistory() {
        alice.requestsHistory("chat:1", OptionalLong.empty(), 10);

        assertThat(refused(alice).code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void aDiskThatCannotBeReadIsSaidSo() {
        var disk = new UnreliableChannelLog(setup.disk());
        var broken = Core.of(Core.Settings.defaults().with(setup.withDisk(disk)), clock);
        var reader = Visitor.named(broken, "reader").settled();
        disk.fail();

        reader.requestsHistory("talk:1", OptionalLong.empty(), 10);

        assertThat(refused(reader).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void theServerReadsEveryChannel() {
        server.counts("talk:1", 1, 3);

        var outcome =
                core.listMessages.handle(
                        new ListMessages.Input(new ChannelName("talk:1"), OptionalLong.of(3), 1));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ListMessages.Outcome.Page.class,
                        page -> {
                            assertThat(page.history().messages())
                                    .extracting(ChannelMessage::offset)
                                    .containsExactly(2L);
                            assertThat(page.history().next()).isEqualTo(2L);
                        });
    }

    private static History history(Visitor visitor) {
        return visitor.reads(History.class).getFirst();
    }

    private static long next(History page) {
        assertThat(page.next()).isNotNull();
        return page.next() == null ? 0 : page.next();
    }

    private static ChannelRefused refused(Visitor visitor) {
        return visitor.reads(ChannelRefused.class).getFirst();
    }
}
