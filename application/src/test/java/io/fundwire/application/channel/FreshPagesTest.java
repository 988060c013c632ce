package io.fundwire.application.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.ChannelSetup;
import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.ForwardingChannelLog;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.LogPage;
import io.fundwire.domain.channel.ReplayRange;
import io.fundwire.domain.fixtures.Channels;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Payload;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

final class FreshPagesTest {

    private final VirtualClock clock = new VirtualClock();
    private final ReadLog log = new ReadLog(new MemoryChannelLog(1_000_000, new Random(1)));
    private final Core core =
            Core.of(
                    Core.Settings.defaults().with(ChannelSetup.defaults().withDisk(log)),
                    clock,
                    new Random(2));

    /// Counts how often something was read from it.
    private static final class ReadLog extends ForwardingChannelLog {

        private int pages;

        ReadLog(ChannelLog log) {
            super(log);
        }

        @Override
        public LogPage read(ChannelName channel, ReplayRange range, int limit) {
            var page = super.read(channel, range, limit);
            pages += page.messages().isEmpty() ? 0 : 1;
            return page;
        }
    }

    @Test
    void whoComesBackToTheSamePlaceAtOnceIsSentWhatWasReadForTheFirst() {
        publish("a", "b", "c");

        for (int i = 0; i < 10; i++) {
            assertThat(someoneHears("talk:1")).containsExactly("a", "b", "c");
        }

        assertThat(log.pages).isOne();
    }

    @Test
    void aMomentLaterTheLogIsReadAgain() {
        publish("a");
        someoneHears("talk:1");
        clock.advance(FreshPages.MAX_AGE);

        someoneHears("talk:1");

        assertThat(log.pages).isEqualTo(2);
    }

    @Test
    void whatWasPublishedSinceAPageWasReadFollowsIt() {
        publish("a", "b");
        someoneHears("talk:1");
        publish("c");

        assertThat(someoneHears("talk:1")).containsExactly("a", "b", "c");
    }

    @Test
    void placesBeyondTheNumberThatIsKeptAreReadAgain() {
        for (int i = 0; i <= FreshPages.MOST; i++) {
            publishOn("talk:" + i, "a");
            someoneHears("talk:" + i);
        }

        someoneHears("talk:" + FreshPages.MOST);
        assertThat(log.pages).isEqualTo(FreshPages.MOST + 1);
        someoneHears("talk:0");
        assertThat(log.pages).isEqualTo(FreshPages.MOST + 2);
    }

    private Iterable<String> someoneHears(String channel) {
        return Visitor.anonymous(core)
                .settled()
                .subscribes(channel, Optional.empty(), 10, OptionalDouble.empty())
                .hears();
    }

    private void publish(String... texts) {
        for (String text : texts) {
            publishOn("talk:1", text);
        }
    }

    private void publishOn(String channel, String text) {
        core.publishMessage.handle(
                new PublishMessage.Input(
                        new ChannelName(channel),
                        "said",
                        new Payload(Channels.json(text)),
                        null,
                        Optional.empty()),
                outcome -> {});
    }
}
