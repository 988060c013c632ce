package io.fundwire.domain.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.fixtures.Simulation;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.random.RandomGenerator;

final class ClientIdTest {

    private static final long START_MILLIS = VirtualClock.START.toEpochMilli();

    @Test
    void saysWhenItWasMade() {
        var id = ClientId.mint(VirtualClock.START, always(1));

        assertThat(id).hasToString("client_" + START_MILLIS + "_0000000000001");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void carriesAll64RandomBitsInThirteenDigits(long bits) {
        var id = ClientId.mint(VirtualClock.START, always(bits));

        assertThat(id.value()).matches("client_\\d+_[0-9a-z]{13}");
        assertThat(Long.parseUnsignedLong(randomPart(id), 36)).isEqualTo(bits);
    }

    @Test
    void hasTheSameLengthWhateverIsDrawn() {
        Simulation.seeds(1000)
                .run(random -> {
                    var id = ClientId.mint(VirtualClock.START, random);

                    assertThat(randomPart(id)).matches("[0-9a-z]{13}");
                });
    }

    private static String randomPart(ClientId id) {
        return id.value().substring(id.value().lastIndexOf('_') + 1);
    }

    private static RandomGenerator always(long bits) {
        return () -> bits;
    }
}
