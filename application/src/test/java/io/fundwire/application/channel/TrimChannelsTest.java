package io.fundwire.application.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.ChannelPublisher;
import io.fundwire.application.fixtures.ChannelSetup;
import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.UnreliableChannelLog;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ReplayRange;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

class TrimChannelsTest {

    private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

    private final VirtualClock clock = new VirtualClock();
    private final ChannelSetup setup = ChannelSetup.defaults();
    private final UnreliableChannelLog disk = new UnreliableChannelLog(setup.disk());
    private final Core core = Core.of(Core.Settings.defaults().with(setup.withDisk(disk)), clock);
    private final ChannelPublisher server = new ChannelPublisher(core);

    @Test
    void eachKindKeepsItsMessagesForItsTime() {
        server.says("talk:1", "an hour");
        server.says("conversation:1", "thirty days");
        server.says("live:1", "an hour");

        clock.advance(Duration.ofDays(2));
        core.trimChannels.handle();

        assertThat(kept("talk:1")).isZero();
        assertThat(kept("live:1")).isZero();
        assertThat(kept("conversation:1")).isEqualTo(1);

        clock.advance(Duration.ofDays(29));
        core.trimChannels.handle();
        assertThat(kept("conversation:1")).isZero();
    }

    @Test
    void moreThanOneStepIsRemovedAtOnce() {
        for (int i = 0; i < 3 * TrimChannels.STEP / 10; i++) {
            server.counts("talk:" + i, 1, 10);
        }
        clock.advance(Duration.ofHours(2));

        core.trimChannels.handle();

        assertThat(kept("talk:0")).isZero();
        assertThat(kept("talk:" + (3 * TrimChannels.STEP / 10 - 1))).isZero();
    }

    @Test
    void publishIdsAreKnownForTheResumeWindow() {
        server.publishes("talk:1", null, "a", Optional.of(ID));
        clock.advance(Duration.ofHours(23));
        core.trimChannels.handle();
        server.publishes("talk:1", null, "a", Optional.of(ID));
        clock.advance(Duration.ofHours(2));
        core.trimChannels.handle();
        server.publishes("talk:1", null, "a", Optional.of(ID));

        assertThat(server.outcomes())
                .containsExactly(
                        new PublishMessage.Outcome.Published(1),
                        new PublishMessage.Outcome.Repeated(1),
                        new PublishMessage.Outcome.Published(2));
    }

    @Test
    void aDiskThatFailsIsReportedAndTheOtherLogsAreTrimmed() {
        server.says("live:1", "an hour");
        clock.advance(Duration.ofHours(2));
        disk.fail();

        core.trimChannels.handle();

        assertThat(kept("live:1")).isZero();
        assertThat(core.faults.places()).containsExactly("trim channels");
    }

    private int kept(String channel) {
        var name = new ChannelName(channel);
        return core.channelLogs
                .of(core.channelKinds.of(name).orElseThrow())
                .read(name, ReplayRange.after(0), 100)
                .messages()
                .size();
    }
}
