package io.fundwire.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class NearestNameTest {

    private static final List<String> NAMES =
            List.of("write-timeout", "close-timeout", "port", "path", "host");

    @ParameterizedTest
    @CsvSource({
        "prot, port",
        "por, port",
        "portt, port",
        "hots, host",
        "pth, path",
        "close_timeout, close-timeout",
        "wait-timeout, write-timeout",
        "port, port"
    })
    void findsTheNameWithTheFewestLettersChanged(String wrong, String nearest) {
        assertThat(NearestName.to(wrong, NAMES)).isEqualTo(nearest);
    }

    @ParameterizedTest
    @CsvSource({"'', b", "x, b"})
    void takesTheFirstOfTheAlphabetWhereSeveralAreAsNear(String wrong, String nearest) {
        assertThat(NearestName.to(wrong, List.of("d", "b", "c"))).isEqualTo(nearest);
    }
}
