package io.fundwire.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.fixtures.Simulation;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;

import java.time.Instant;

final class NotificationIdTest {

    @Test
    void holdsTheTimeAnd64RandomBits() {
        var id = NotificationId.mint(Instant.ofEpochMilli(0x123), () -> -2);

        assertThat(id).hasToString("ntf_00000000123_fffffffffffffffe");
    }

    @Test
    void sortsByTheTimeOfPublishingAndHasOneLength() {
        Simulation.seeds(1000)
                .run(random -> {
                    var now = VirtualClock.START.plusMillis(random.nextLong(1L << 40));

                    var earlier = NotificationId.mint(now, random).value();
                    var later = NotificationId.mint(now.plusMillis(1), random).value();

                    assertThat(earlier).isLessThan(later).hasSameSizeAs(later);
                    assertThat(earlier.length()).isLessThan(NotificationId.MAX_LENGTH);
                });
    }
}
