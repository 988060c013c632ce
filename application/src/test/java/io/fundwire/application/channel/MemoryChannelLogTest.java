package io.fundwire.application.channel;

import static io.fundwire.domain.fixtures.Channels.TALK;
import static io.fundwire.domain.fixtures.Channels.channel;
import static io.fundwire.domain.fixtures.Channels.said;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.ChannelLogContract;
import io.fundwire.application.fixtures.KeptAnswer;
import io.fundwire.domain.channel.LogState;
import io.fundwire.domain.fixtures.Race;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.Random;

final class MemoryChannelLogTest extends ChannelLogContract {

    private static final int ROOM = 10_000;

    private final MemoryChannelLog small = new MemoryChannelLog(ROOM, new Random(1));

    @Override
    protected ChannelLog emptyLog() {
        return new MemoryChannelLog(10_000_000, new Random(1));
    }

    @Test
    void allLogsTogetherTakeSoMuchMemoryWhateverTheNumberOfChannels() {
        for (int i = 0; i < 1000; i++) {
            publish("talk:" + i);
            assertThat(small.bytes()).isLessThanOrEqualTo(ROOM);
        }
    }

    @Test
    void theLogThatNobodyUsedForLongestIsForgottenFirst() {
        publish("talk:busy");
        publish("talk:idle");
        for (int i = 0; i < 100; i++) {
            publish("talk:" + i);
            publish("talk:busy");
        }

        assertThat(state("talk:idle").head()).isZero();
        assertThat(state("talk:busy").head()).isEqualTo(101);
    }

    @Test
    void aLogThatWasForgottenBeginsAgainUnderAnotherEpoch() {
        publish("talk:1");
        var before = state("talk:1");
        for (int i = 0; i < 1000; i++) {
            publish("talk:x" + i);
        }

        publish("talk:1");

        assertThat(state("talk:1").head()).isEqualTo(1);
        assertThat(state("talk:1").epoch()).isNotEqualTo(before.epoch());
    }

    @Test
    void twoLivesOfAServerHaveDifferentEpochs() {
        var other = new MemoryChannelLog(ROOM, new Random(2));

        assertThat(other.open(TALK, channel("talk:1"), Optional.empty(), 0).state().epoch())
                .isNotEqualTo(state("talk:1").epoch());
    }

    @Test
    void publishingWhileLogsAreForgottenLosesNoReceiptAndKeepsTheBound() throws Exception {
        Race.of(4)
                .run(number -> {
                    for (int i = 0; i < 1000; i++) {
                        publish("talk:" + i % 40);
                    }
                });

        assertThat(small.bytes()).isLessThanOrEqualTo(ROOM);
    }

    private void publish(String channel) {
        Logged logged =
                KeptAnswer.of(receipt ->
                        small.append(TALK, said(channel, "text", VirtualClock.START), receipt));
        assertThat(logged).isInstanceOf(Logged.Kept.class);
    }

    private LogState state(String channel) {
        return small.open(TALK, channel(channel), Optional.empty(), 0).state();
    }
}
