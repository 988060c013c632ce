package io.fundwire.bootstrap.settings;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.fundwire.adapters.json.JsonDialect;
import io.fundwire.adapters.json.Printable;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the text of a setting may be, and what it then means.
///
/// @param label stands for a value in help texts
/// @param shape how often it may be given, and whether with a value
/// @param expected completes "must be …"
/// @param reading the meaning of a text; empty if it has none. It throws for no text
public record Kind<T>(
        String label, Shape shape, String expected, Function<String, Optional<T>> reading) {

    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,12})([A-Za-z]+)");

    private static final Map<String, ChronoUnit> TIME_UNITS =
            Map.of(
                    "ms", ChronoUnit.MILLIS,
                    "s", ChronoUnit.SECONDS,
                    "m", ChronoUnit.MINUTES,
                    "h", ChronoUnit.HOURS,
                    "d", ChronoUnit.DAYS);

    private static final Map<String, Integer> SIZE_UNITS =
            Map.of("B", 1, "KiB", 1024, "MiB", 1024 * 1024);

    /// How a setting is given.
    public enum Shape {
        /// Once, with a value.
        SINGLE,
        /// Any number of times; in one text the values are separated by commas.
        LIST,
        /// Once; its name alone means `true`.
        SWITCH
    }

    /// A whole number from `min` to `max`.
    static Kind<Integer> number(int min, int max) {
        return single(
                "N",
                "a whole number from %d to %d".formatted(min, max),
                text ->
                        text.matches("\\d{1,10}")
                                ? inRange(Long.parseLong(text), min, max)
                                : Optional.empty());
    }

    /// The path of a URL.
    static Kind<String> urlPath() {
        return single(
                "PATH",
                "a path that begins with / and has only letters, digits and -._~/",
                text -> Optional.of(text).filter(path -> path.matches("/[A-Za-z0-9._~/-]*")));
    }

    /// A folder, which need not exist.
    static Kind<Path> folder() {
        return single("FOLDER", "the path of a folder", Kind::path);
    }

    /// A time, of whole milliseconds, seconds, minutes, hours or days of 24 hours.
    public static Kind<Duration> time(Duration min, Duration max) {
        return single(
                "TIME",
                "a time such as 500ms, 30s, 2m, 1h or 7d, from %s to %s"
                        .formatted(shown(min), shown(max)),
                text ->
                        quantity(text, TIME_UNITS, Duration::of)
                                .filter(time ->
                                        time.compareTo(min) >= 0 && time.compareTo(max) <= 0));
    }

    /// A number of bytes.
    static Kind<Integer> size(int min, int max) {
        return single(
                "SIZE",
                "a size such as 512B, 16KiB or 1MiB, from %dB to %dB".formatted(min, max),
                text ->
                        quantity(text, SIZE_UNITS, (count, unit) -> count * unit)
                                .flatMap(bytes -> inRange(bytes, min, max)));
    }

    /// On or off.
    static Kind<Boolean> onOrOff() {
        return new Kind<>(
                "true|false",
                Shape.SWITCH,
                "true or false",
                text ->
                        switch (text) {
                            case "true" -> Optional.of(true);
                            case "false" -> Optional.of(false);
                            default -> Optional.empty();
                        });
    }

    /// One of an enum's constants, in small letters.
    static <E extends Enum<E>> Kind<E> oneOf(Class<E> type) {
        Map<String, E> byWord =
                Stream.of(type.getEnumConstants())
                        .collect(
                                toMap(
                                        JsonDialect::word,
                                        identity(),
                                        (one, _) -> one,
                                        LinkedHashMap::new));
        String words = String.join(", ", byWord.keySet());
        return single(
                words.replace(", ", "|"),
                words.replaceFirst(", (\\w+)$", " or $1"),
                text -> Optional.ofNullable(byWord.get(text)));
    }

    /// One value.
    static <T> Kind<T> single(
            String label, String expected, Function<String, Optional<T>> reading) {
        return new Kind<>(label, Shape.SINGLE, expected, reading);
    }

    /// Any number of values, none by default; all of them must be right.
    ///
    /// @param item the meaning of one
    static <T> Kind<List<T>> list(
            String label, String expected, Function<String, Optional<T>> item) {
        return new Kind<>(
                label,
                Shape.LIST,
                expected,
                text -> {
                    var texts =
                            Stream.of(text.split(","))
                                    .map(String::strip)
                                    .filter(word -> !word.isEmpty())
                                    .toList();
                    var items = texts.stream().map(item).flatMap(Optional::stream).toList();
                    return items.size() == texts.size() ? Optional.of(items) : Optional.empty();
                });
    }

    /// In days or hours if it is whole ones.
    private static String shown(Duration time) {
        long seconds = time.toSeconds();
        if (seconds > 0 && seconds % Duration.ofDays(1).toSeconds() == 0) {
            return time.toDays() + "d";
        }
        return seconds > 0 && seconds % Duration.ofHours(1).toSeconds() == 0
                ? time.toHours() + "h"
                : seconds + "s";
    }

    private static Optional<Integer> inRange(long number, int min, int max) {
        return number >= min && number <= max ? Optional.of((int) number) : Optional.empty();
    }

    private static Optional<Path> path(String text) {
        if (!text.equals(Printable.text(text)) || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException impossible) {
            return Optional.empty();
        }
    }

    /// Twelve digits of the largest unit still fit into a long.
    private static <U, R> Optional<R> quantity(
            String text, Map<String, U> units, Meaning<U, R> meaning) {
        var parts = QUANTITY.matcher(text);
        if (!parts.matches() || !units.containsKey(parts.group(2))) {
            return Optional.empty();
        }
        return Optional.of(meaning.of(Long.parseLong(parts.group(1)), units.get(parts.group(2))));
    }

    /// What a count of units amounts to.
    @FunctionalInterface
    private interface Meaning<U, R> {
        R of(long count, U unit);
    }
}
