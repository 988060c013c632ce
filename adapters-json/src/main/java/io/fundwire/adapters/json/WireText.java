package io.fundwire.adapters.json;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a text stands for, wherever it is given: in a field of a message or in the query of a URL.
public final class WireText {

    private WireText() {}

    /// The constant that is written so.
    ///
    /// @param field the path to where the text was given
    /// @throws InvalidField if there is none
    public static <E extends Enum<E>> E constant(String field, Class<E> type, String text) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> JsonDialect.word(constant).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidField(
                                field,
                                Stream.of(type.getEnumConstants())
                                        .map(constant -> "\"" + JsonDialect.word(constant) + "\"")
                                        .collect(
                                                Collectors.joining(", ", "must be one of ", "."))));
    }

    /// Where the page before said that this one begins.
    ///
    /// @param field the path to where the text was given
    /// @throws InvalidField if no page says so
    public static long mark(String field, String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new InvalidField(field, "must be what \"next\" of the page before said.");
        }
        return Long.parseLong(text);
    }
}
