package io.fundwire.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.FakeConnection;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

final class ShowClientTest {

    private final VirtualClock clock = new VirtualClock();
    private final Core core = Core.on(clock);

    @Test
    void showsWhoItIsAndWhatWaitsForIt() {
        var alice = Visitor.named(core, "alice").settled();
        alice.client().session().received("heartbeat", new byte[20], clock.instant());
        clock.advance(Duration.ofSeconds(7));
        alice.speaks();
        clock.advance(Duration.ofSeconds(1));
        Visitor.named(core, "bob").types();
        var waiting = alice.client().session().waiting();

        assertThat(core.showClient.handle(alice.id()))
                .contains(
                        new ShownClient(
                                new ClientState(
                                        alice.id(),
                                        alice.user(),
                                        FakeConnection.ADDRESS,
                                        VirtualClock.START,
                                        VirtualClock.START.plusSeconds(7),
                                        1,
                                        2, // Welcome, unread.
                                        1,
                                        waiting.bytes()),
                                List.of()));
        assertThat(waiting.bytes()).isPositive();
    }

    @Test
    void showsWhichChannelsItFollowsInOrder() {
        var alice = Visitor.named(core, "alice").subscribes("job:b").subscribes("conversation:9");
        alice.subscribes("job:a").subscribes("job:gone").unsubscribes("job:gone");
        Visitor.named(core, "bob").subscribes("job:of-bob");

        assertThat(core.showClient.handle(alice.id()).orElseThrow().channels())
                .extracting(ChannelName::value)
                .containsExactly("conversation:9", "job:a", "job:b");
    }

    @Test
    void showsNobodyWhoIsNotHere() {
        var alice = Visitor.named(core, "alice");
        alice.leaves();

        assertThat(core.showClient.handle(alice.id())).isEmpty();
        assertThat(core.showClient.handle(new ClientId("client_0_nobody"))).isEmpty();
    }
}
