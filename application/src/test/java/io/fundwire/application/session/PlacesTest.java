package io.fundwire.application.session;

import static io.fundwire.application.session.Places.Place.FOUND;
import static io.fundwire.application.session.Places.Place.NONE_LEFT;
import static io.fundwire.application.session.Places.Place.NONE_LEFT_FOR_ADDRESS;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.fixtures.Race;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    @Test
    void neverMoreAreTakenThanThereAreAndAllAreFreeInTheEnd() throws Exception {
        int max = 5;
        int perAddress = 2;
        var places = new Places(new Capacity(max, perAddress));
        var held = new Tally();
        Map<String, Tally> heldFrom = new ConcurrentHashMap<>();

        Race.of(8)
                .run(number -> {
                    String address = "192.0.2." + number % 4;
                    var fromHere = heldFrom.computeIfAbsent(address, a -> new Tally());
                    for (int i = 0; i < 5_000; i++) {
                        if (places.take(address) == FOUND) {
                            held.up();
                            fromHere.up();
                            Thread.onSpinWait();
                            fromHere.down();
                            held.down();
                            places.free(address);
                        }
                    }
                });

        assertThat(held.most()).isBetween(1, max);
        assertThat(heldFrom.values())
                .allSatisfy(tally -> assertThat(tally.most()).isBetween(1, perAddress));
        for (int i = 0; i < perAddress; i++) {
            assertThat(places.take(HERE)).isEqualTo(FOUND);
            assertThat(places.take(THERE)).isEqualTo(FOUND);
        }
        assertThat(places.take("192.0.2.3")).isEqualTo(FOUND);
        assertThat(places.take("192.0.2.3")).isEqualTo(NONE_LEFT);
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
