package io.fundwire.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.fixtures.Race;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

class TimestampTextTest {

    private final TimestampText timestamps = new TimestampText();

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T01:00:00Z, 2026-11-23T01:00:00.000Z",
        "2026-11-23T01:00:00.1Z, 2026-11-23T01:00:00.100Z",
        "2026-11-23T23:59:59.999999999Z, 2026-11-23T23:59:59.999Z",
        "2026-11-23T01:00:00.000999Z, 2026-11-23T01:00:00.000Z",
        "2026-11-23T01:00:00+02:00, 2026-11-22T23:00:00.000Z",
        "2024-02-29T12:00:00.070Z, 2024-02-29T12:00:00.070Z",
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
        "0987-06-05T04:03:02.001Z, 0987-06-05T04:03:02.001Z"
    })
    void writesUtcWithThreeDigitsOfMilliseconds(Instant instant, String text) {
        assertThat(timestamps.of(instant)).isEqualTo(text);
    }

    @Test
    void everyMillisecondHasATextOfItsOwn() {
        var start = Instant.parse("2026-11-23T01:00:00.998Z");

        assertThat(timestamps.of(start)).endsWith(":00.998Z");
        assertThat(timestamps.of(start.plusNanos(999_999))).endsWith(":00.998Z");
        assertThat(timestamps.of(start.plusMillis(1))).endsWith(":00.999Z");
        assertThat(timestamps.of(start.plusMillis(2))).endsWith(":01.000Z");
        assertThat(timestamps.of(start)).endsWith(":00.998Z");
    }

    @Test
    void threadsDoNotGetEachOthersText() throws Exception {
        var start = Instant.parse("2026-11-23T01:00:00Z");

        Race.of(4)
                .run(number -> {
                    var mine = start.plusMillis(number);
                    var expected = "2026-11-23T01:00:00.00" + number + "Z";
                    for (int i = 0; i < 10_000; i++) {
                        assertThat(timestamps.of(mine)).isEqualTo(expected);
                    }
                });
    }
}
