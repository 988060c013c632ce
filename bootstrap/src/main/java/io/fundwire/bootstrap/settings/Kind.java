package io.fundwire.bootstrap.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the text of a setting may be, and what it then means.
///
/// @param label stands for a value in help texts
/// @param expected completes "must be …"
/// @param reading the meaning of a text; empty if it has none
public record Kind<T>(String label, String expected, Function<String, Optional<T>> reading) {

    private static final String SWITCH = "true|false";

    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,12})([A-Za-z]+)");

    private static final Map<String, ChronoUnit> TIME_UNITS =
            Map.of(
                    "ms", ChronoUnit.MILLIS,
                    "s", ChronoUnit.SECONDS,
                    "m", ChronoUnit.MINUTES,
                    "h", ChronoUnit.HOURS);

    private static final Map<String, Integer> SIZE_UNITS =
            Map.of("B", 1, "KiB", 1024, "MiB", 1024 * 1024);

    /// A whole number from `min` to `max`.
    static Kind<Integer> number(int min, int max) {
        return new Kind<>(
                "N",
                "a whole number from %d to %d".formatted(min, max),
                text ->
                        text.matches("\\d{1,10}")
                                ? inRange(Long.parseLong(text), min, max)
                                : Optional.empty());
    }

    /// Text that is not empty and has no blanks.
    static Kind<String> word(String label) {
        return new Kind<>(
                label,
                "text without blanks",
                text -> Optional.of(text).filter(word -> word.matches("\\S+")));
    }

    /// The path of a URL.
    static Kind<String> urlPath() {
        return new Kind<>(
                "PATH",
                "a path that begins with / and has only letters, digits and -._~/",
                text -> Optional.of(text).filter(path -> path.matches("/[A-Za-z0-9._~/-]*")));
    }

    /// A folder, which need not exist.
    static Kind<Path> folder() {
        return new Kind<>("FOLDER", "a folder", text -> Optional.of(text).map(Path::of));
    }

    /// A time, of whole milliseconds, seconds, minutes or hours.
    static Kind<Duration> time(Duration min, Duration max) {
        return new Kind<>(
                "TIME",
                "a time such as 500ms, 30s, 2m or 1h, from %s to %s"
                        .formatted(show(min), show(max)),
                text ->
                        quantity(text, TIME_UNITS, (count, unit) -> Duration.of(count, unit))
                                .filter(time ->
                                        time.compareTo(min) >= 0 && time.compareTo(max) <= 0));
    }

    /// A number of bytes.
    static Kind<Integer> size(int min, int max) {
        return new Kind<>(
                "SIZE",
                "a size such as 512B, 16KiB or 1MiB, from %dB to %dB".formatted(min, max),
                text ->
                        quantity(text, SIZE_UNITS, (count, unit) -> count * unit)
                                .flatMap(bytes -> inRange(bytes, min, max)));
    }

    /// Any number of words, none by default; in one text they are separated by commas.
    static Kind<List<String>> words(String label) {
        return new Kind<>(
                label,
                "a list separated by commas",
                text ->
                        Optional.of(
                                Stream.of(text.split(","))
                                        .map(String::strip)
                                        .filter(word -> !word.isEmpty())
                                        .toList()));
    }

    /// On or off.
    static Kind<Boolean> onOrOff() {
        return new Kind<>(
                SWITCH,
                "true or false",
                text ->
                        switch (text) {
                            case "true" -> Optional.of(true);
                            case "false" -> Optional.of(false);
                            default -> Optional.empty();
                        });
    }

    /// Whether its name alone means `true`.
    public boolean isSwitch() {
        return label.equals(SWITCH);
    }

    private static Optional<Integer> inRange(long number, int min, int max) {
        return number >= min && number <= max ? Optional.of((int) number) : Optional.empty();
    }

    private static <U, R> Optional<R> quantity(
            String text, Map<String, U> units, Meaning<U, R> meaning) {
        var parts = QUANTITY.matcher(text);
        if (!parts.matches() || !units.containsKey(parts.group(2))) {
            return Optional.empty();
        }
        return Optional.of(meaning.of(Long.parseLong(parts.group(1)), units.get(parts.group(2))));
    }

    private static String show(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }

    /// What a count of units amounts to.
    @FunctionalInterface
    private interface Meaning<U, R> {
        R of(long count, U unit);
    }
}
