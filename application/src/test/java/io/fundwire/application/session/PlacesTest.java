package io.fundwire.application.session;

import static io.fundwire.application.session.Places.Place.FOUND;
import static io.fundwire.application.session.Places.Place.NONE_LEFT;
import static io.fundwire.application.session.Places.Place.NONE_LEFT_FOR_ADDRESS;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.fixtures.Race;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

final class PlacesTest {

    private static final String HERE = "192.0.2.1";
    private static final String THERE = "192.0.2.2";

    @Test
    void thereAreAsManyAsTheServerMayHave() {
        var places = new Places(new Capacity(2, 0));

        assertThat(places.take(HERE)).isEqualTo(FOUND);
        assertThat(places.look(HERE)).isEqualTo(FOUND);
        assertThat(places.take(HERE)).isEqualTo(FOUND);
        assertThat(places.look(HERE)).isEqualTo(NONE_LEFT);
        assertThat(places.take(HERE)).isEqualTo(NONE_LEFT);
    }

    @Test
    void aPlaceGivenBackIsThereForAnother() {
        var places = new Places(new Capacity(1, 0));
        places.take(HERE);

        places.free(HERE);

        assertThat(places.look(THERE)).isEqualTo(FOUND);
        assertThat(places.take(THERE)).isEqualTo(FOUND);
        assertThat(places.take(HERE)).isEqualTo(NONE_LEFT);
    }

    @Test
    void oneAddressMayHaveOnlySoManyOfThem() {
        var places = new Places(new Capacity(10, 2));
        places.take(HERE);
        places.take(HERE);

        assertThat(places.look(HERE)).isEqualTo(NONE_LEFT_FOR_ADDRESS);
        assertThat(places.take(HERE)).isEqualTo(NONE_LEFT_FOR_ADDRESS);
        assertThat(places.look(THERE)).isEqualTo(FOUND);
        assertThat(places.take(THERE)).isEqualTo(FOUND);
    }

    @Test
    void anAddressThatWasRefusedGetsAPlaceOnceItGaveOneBack() {
        var places = new Places(new Capacity(10, 1));
        places.take(HERE);
        places.take(HERE);

        places.free(HERE);

        assertThat(places.take(HERE)).isEqualTo(FOUND);
        assertThat(places.take(HERE)).isEqualTo(NONE_LEFT_FOR_ADDRESS);
    }

    @Test
    void whoIsRefusedForItsAddressTakesNoPlaceFromOthers() {
        var places = new Places(new Capacity(2, 1));
        places.take(HERE);
        places.take(HERE);
        places.take(HERE);

        assertThat(places.take(THERE)).isEqualTo(FOUND);
    }

    @Test
    void whereAllPlacesAreTakenTheAddressIsNotToBlame() {
        var places = new Places(new Capacity(1, 1));
        places.take(HERE);

        assertThat(places.look(HERE)).isEqualTo(NONE_LEFT);
        assertThat(places.take(HERE)).isEqualTo(NONE_LEFT);
    }

    /// Few places and much coming and going, so that the last one is raced for all the time.
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "100, 1", "3, 2"})
    void neverMoreAreTakenThanThereAreAndAllAreFreeInTheEnd(int max, int perAddress)
            throws Exception {
        int mostFromOne = perAddress == 0 ? max : perAddress;
        var places = new Places(new Capacity(max, perAddress));
        var held = new Tally();
        var heldFrom = Map.of(HERE, new Tally(), THERE, new Tally());

        Race.of(4)
                .run(number -> {
                    String address = number % 2 == 0 ? HERE : THERE;
                    for (int i = 0; i < 50_000; i++) {
                        if (places.take(address) == FOUND) {
                            held.up();
                            heldFrom.get(address).up();
                            heldFrom.get(address).down();
                            held.down();
                            places.free(address);
                        }
                    }
                });

        assertThat(held.most()).isBetween(1, max);
        assertThat(heldFrom.get(HERE).most()).isLessThanOrEqualTo(mostFromOne);
        assertThat(heldFrom.get(THERE).most()).isLessThanOrEqualTo(mostFromOne);
        assertThat(takeAll(places, HERE)).isEqualTo(mostFromOne);
        assertThat(takeAll(places, THERE)).isEqualTo(Math.min(mostFromOne, max - mostFromOne));
    }

    /// How many one address can take.
    private static int takeAll(Places places, String address) {
        int taken = 0;
        while (places.take(address) == FOUND) {
            taken++;
        }
        return taken;
    }

    /// How many there are, and how many there were at most.
    private static final class Tally {

        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        void up() {
            int count = now.incrementAndGet();
            most.accumulateAndGet(count, Math::max);
        }

        void down() {
            now.decrementAndGet();
        }

        int most() {
            return most.get();
        }
    }
}
