package io.fundwire.adapters.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Writes instants as `2026-11-23T01:00:00.000Z`. Under load most messages bear the millisecond of
/// the one before, so the last text is kept. Thread-safe.
final class TimestampText {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private volatile Written last = write(0);

    String of(Instant instant) {
        long millis = instant.toEpochMilli();
        Written known = last;
        if (known.millis() != millis) {
            known = write(millis);
            last = known;
        }
        return known.text();
    }

    private static Written write(long millis) {
        return new Written(millis, FORMAT.format(Instant.ofEpochMilli(millis)));
    }

    private record Written(long millis, String text) {}
}
