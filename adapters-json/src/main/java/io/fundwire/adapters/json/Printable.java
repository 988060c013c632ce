package io.fundwire.adapters.json;

import java.util.stream.Collectors;

/// Text from outside as it may be shown on a terminal and in a log: whatever could move a cursor,
/// begin a line or turn the direction of writing is spelled out.
public final class Printable {

    private static final int MAX_QUOTED = 80;

    private Printable() {}

    /// The text on one line, all of it.
    public static String text(String any) {
        return any.codePoints().mapToObj(Printable::shown).collect(Collectors.joining());
    }

    /// The text in quotation marks, its beginning if it is long.
    public static String quote(String any) {
        return any.length() <= MAX_QUOTED
                ? "\"" + text(any) + "\""
                : "\"" + text(any.substring(0, MAX_QUOTED)) + "…\"";
    }

    private static String shown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                    "\\u%04x".formatted(character);
            default -> Character.toString(character);
        };
    }
}
