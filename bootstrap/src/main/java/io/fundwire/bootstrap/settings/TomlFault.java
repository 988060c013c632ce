package io.fundwire.bootstrap.settings;

import tools.jackson.core.JacksonException;

import java.util.List;
import java.util.Map;

/// What is wrong with a text that is no TOML, in words that show nothing of it: a secret may be
/// there.
///
/// @param line counted from one
/// @param reason what an operator can do something about
record TomlFault(int line, String reason) {

    private static final String CUT_OFF =
            " ends too early: a value, a bracket or a quotation mark is missing";
    private static final String NEITHER =
            "something is neither a key nor a value: text, times and sizes belong between quotation"
                    + " marks";
    private static final String BOTH = "a key that has a value is to have keys of its own as well";
    private static final String BACKSLASH =
            "a text has a \\ that means nothing: between single quotation marks it is a letter";

    private static final String DUPLICATE_KEY = "Duplicate key";
    private static final String END_OF_FILE = "Premature end of file";

    /// By how the parser's own sentence begins. The tests notice when it changes.
    private static final List<Map.Entry<String, String>> REASONS =
            List.of(
                    Map.entry(DUPLICATE_KEY, "a key is given a second time"),
                    Map.entry("Table redefined", "a table is begun a second time"),
                    Map.entry("Newline not permitted", "the line" + CUT_OFF),
                    Map.entry("Comment not permitted", "the line" + CUT_OFF),
                    Map.entry(END_OF_FILE, "the file" + CUT_OFF),
                    Map.entry("More data after value", NEITHER),
                    Map.entry("Unknown token", NEITHER),
                    Map.entry("Path into existing", BOTH),
                    Map.entry("Unknown escape sequence", BACKSLASH),
                    Map.entry("Invalid code point", BACKSLASH),
                    Map.entry("Invalid date/time", "something looks like a date and is none"),
                    Map.entry("Zero-prefixed ints", "a number begins with a zero"),
                    Map.entry("Illegal control", "there is a control character"));

    /// What the parser found in that text.
    static TomlFault of(JacksonException found, String toml) {
        String said = String.valueOf(found.getOriginalMessage());
        String reason =
                REASONS.stream()
                        .filter(entry -> said.startsWith(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("something is wrong");
        var location = found.getLocation();
        if (location == null) {
            return new TomlFault(1, reason);
        }
        return new TomlFault(
                said.startsWith(DUPLICATE_KEY) || said.startsWith(END_OF_FILE)
                        ? lastLine(toml, location.getCharOffset())
                        : Math.max(1, location.getLineNr()),
                reason);
    }

    /// The last one that says something: the parser has gone on past empty lines and comments.
    private static int lastLine(String toml, long end) {
        String read = toml.substring(0, Math.clamp(end, 0, toml.length()));
        List<String> lines = read.lines().map(String::strip).toList();
        int line = lines.size();
        while (line > 1 && (lines.get(line - 1).isEmpty() || lines.get(line - 1).startsWith("#"))) {
            line--;
        }
        return Math.max(1, line);
    }
}
