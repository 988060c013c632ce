package io.fundwire.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.fixtures.Simulation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

final class ReconnectWindowTest {

    @ParameterizedTest
    @CsvSource({
        "1, 400",
        "200, 400",
        "201, 402",
        "1000, 2000",
        "30000, 60000",
        "30001, 60000",
        "2147483647, 60000"
    })
    void growsWithTheConnectionsThatMayReturn(int maxConnections, long maxMillis) {
        assertThat(ReconnectWindow.forConnections(maxConnections))
                .isEqualTo(new ReconnectWindow(200, maxMillis));
    }

    @Test
    void everyDelayOfTheWindowIsDrawnAndNoOther() {
        var window = new ReconnectWindow(5, 8);
        var random = new SplittableRandom(1);

        var drawn = new HashSet<Long>();
        IntStream.range(0, 1000).forEach(i -> drawn.add(window.draw(random)));

        assertThat(drawn).containsExactlyInAnyOrder(5L, 6L, 7L, 8L);
    }

    @Test
    void clientsReturnEvenlyOverTheWindow() {
        Simulation.seeds(20)
                .run(random -> {
                    var window = ReconnectWindow.forConnections(1000);
                    var tenths = new int[10];
                    for (int client = 0; client < 10_000; client++) {
                        tenths[(int) (window.draw(random) - 200) * 10 / 1801]++;
                    }

                    for (int clients : tenths) {
                        assertThat(clients).isBetween(850, 1150);
                    }
                });
    }
}
