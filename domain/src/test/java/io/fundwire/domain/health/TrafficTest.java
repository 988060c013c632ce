package io.fundwire.domain.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.fixtures.Race;

import org.junit.jupiter.api.Test;

final class TrafficTest {

    private final Traffic traffic = new Traffic();

    @Test
    void countsBothWaysApart() {
        traffic.countReceived();
        traffic.countSent(3);
        traffic.countSent(2);

        assertThat(traffic.received()).isEqualTo(1);
        assertThat(traffic.sent()).isEqualTo(5);
    }

    @Test
    void losesNoCountToOtherThreads() throws Exception {
        Race.of(4)
                .run(number -> {
                    for (int i = 0; i < 10_000; i++) {
                        traffic.countReceived();
                        traffic.countSent(2);
                    }
                });

        assertThat(traffic.received()).isEqualTo(40_000);
        assertThat(traffic.sent()).isEqualTo(80_000);
    }
}
