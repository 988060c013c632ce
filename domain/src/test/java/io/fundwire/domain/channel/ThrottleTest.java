package io.fundwire.domain.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.fixtures.Channels;
import io.fundwire.domain.fixtures.VirtualClock;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

class ThrottleTest {

    private final VirtualClock clock = new VirtualClock();
    private final Throttle throttle = new Throttle(Duration.ofSeconds(1), 3);

    @Test
    void theFirstOfAKeyPassesAtOnceAndTheNewestOfTheRestInItsTime() {
        assertThat(offer("a", 1)).containsExactly(1L);
        assertThat(offer("a", 2)).isEmpty();
        assertThat(offer("a", 3)).isEmpty();

        clock.advance(Duration.ofMillis(999));
        assertThat(release()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(release()).containsExactly(3L);
        assertThat(throttle.nextRelease()).isEmpty();
    }

    @Test
    void whatWasReleasedBeginsAnotherPeriod() {
        offer("a", 1);
        offer("a", 2);
        clock.advance(Duration.ofSeconds(1));
        release();

        assertThat(offer("a", 3)).isEmpty();
        assertThat(throttle.nextRelease()).contains(clock.instant().plusSeconds(1));
    }

    @Test
    void keysDoNotWaitForEachOther() {
        assertThat(offer("a", 1)).containsExactly(1L);
        assertThat(offer("b", 2)).containsExactly(2L);
    }

    @Test
    void messagesWithoutAKeyAlwaysPass() {
        assertThat(offer(null, 1)).containsExactly(1L);
        assertThat(offer(null, 2)).containsExactly(2L);
        assertThat(throttle.nextRelease()).isEmpty();
    }

    @Test
    void whoComesAfterItsPeriodPassesThoughNobodyReleasedIt() {
        offer("a", 1);
        offer("a", 2);
        clock.advance(Duration.ofSeconds(2));

        assertThat(offer("a", 3)).containsExactly(3L);
        assertThat(release()).isEmpty();
    }

    @Test
    void theLowestOffsetHeldBackIsKnown() {
        offer("a", 1);
        offer("b", 2);
        assertThat(throttle.heldFrom()).isEqualTo(Long.MAX_VALUE);

        offer("a", 3);
        offer("b", 4);
        assertThat(throttle.heldFrom()).isEqualTo(3);

        offer("a", 5);
        assertThat(throttle.heldFrom()).isEqualTo(4);
    }

    @Test
    void keysBeyondTheBoundComeEarlySoThatNothingGrows() {
        offer("a", 1);
        offer("b", 2);
        offer("c", 3);
        offer("a", 4);

        assertThat(offer("d", 5)).containsExactly(4L, 5L);
        assertThat(throttle.heldFrom()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aRateIsAPeriodAndNoneIsNone() {
        assertThat(Throttle.periodOf(OptionalDouble.of(4))).contains(Duration.ofMillis(250));
        assertThat(Throttle.periodOf(OptionalDouble.of(1e-300))).contains(Duration.ofDays(365));
        assertThat(Throttle.periodOf(OptionalDouble.empty())).isEmpty();
    }

    private List<Long> offer(@Nullable String key, long offset) {
        var publication = Channels.keyed("board:1", key, "text", clock.instant());
        return offsets(throttle.offer(publication.at(offset), clock.instant()));
    }

    private List<Long> release() {
        return offsets(throttle.release(clock.instant()));
    }

    private static List<Long> offsets(List<ChannelMessage> messages) {
        return messages.stream().map(ChannelMessage::offset).toList();
    }
}
