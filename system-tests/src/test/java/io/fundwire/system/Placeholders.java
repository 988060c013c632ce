package io.fundwire.system;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands in a transcript for values that differ from run to run: `<kind>`, or `<kind:name>`
/// for a value that is the same wherever that name stands. Ids of different names are different.
final class Placeholders {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("<([a-zA-Z]+)(?::([a-zA-Z0-9-]+))?>");

    /// The text of a value of each kind, as JSON has it.
    private static final Map<String, Pattern> KINDS =
            Map.of(
                    "timestamp",
                    Pattern.compile("\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\""),
                    "clientId",
                    Pattern.compile("\"client_\\d{13}_[0-9a-z]{13}\""),
                    "notificationId",
                    Pattern.compile("\"ntf_[0-9a-f]{11}_[0-9a-f]{16}\""),
                    "number",
                    Pattern.compile("\\d+(\\.\\d+)?(E-?\\d+)?"),
                    "text",
                    Pattern.compile("\".+\"", Pattern.DOTALL));

    /// By placeholder, in the order in which they became known.
    private final Map<String, String> values = new LinkedHashMap<>();

    /// Puts known values in the place of placeholders.
    String fill(String text) {
        String filled = text;
        for (var known : values.entrySet()) {
            filled = filled.replace(known.getKey(), known.getValue());
        }
        return filled;
    }

    /// Whether a value is what an expected one says; learns what a name stands for.
    boolean fits(JsonNode expected, JsonNode actual) {
        if (!expected.isString()) {
            return expected.equals(actual);
        }
        String text = expected.stringValue();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        if (!placeholder.matches()) {
            return actual.isString() && fill(text).equals(actual.stringValue());
        }
        return isOfKind(placeholder.group(1), actual)
                && (placeholder.group(2) == null || isWhatStandsFor(text, actual.asString()));
    }

    private boolean isWhatStandsFor(String placeholder, String value) {
        String known = values.putIfAbsent(placeholder, value);
        if (known != null) {
            return known.equals(value);
        }
        boolean isNewId = values.values().stream().filter(value::equals).count() == 1;
        return isNewId || placeholder.startsWith("<timestamp");
    }

    private static boolean isOfKind(String kind, JsonNode value) {
        Pattern pattern = KINDS.get(kind);
        if (pattern == null) {
            throw new AssertionError("No such placeholder: " + kind);
        }
        return pattern.matcher(value.toString()).matches();
    }

    /// Text with placeholders in the place of what varies. A new id gets a name: a client's that of
    /// `receiver`, because its own id is the first that a client is told.
    String generalize(JsonNode text, String receiver) {
        String value = text.stringValue();
        if (placeholderOf(value).isEmpty()) {
            if (isOfKind("clientId", text)) {
                values.put(unusedName("clientId", receiver), value);
            } else if (isOfKind("notificationId", text)) {
                values.put(unusedName("notificationId", "1"), value);
            } else if (isOfKind("timestamp", text)) {
                return "<timestamp>";
            }
        }
        String general = value;
        for (var known : values.entrySet()) {
            general = general.replace(known.getValue(), known.getKey());
        }
        return general;
    }

    /// The name, or else the name and a number, or else the next number.
    private String unusedName(String kind, String name) {
        String placeholder = "<%s:%s>".formatted(kind, name);
        for (int i = 2; values.containsKey(placeholder); i++) {
            placeholder = "<%s:%s>".formatted(kind, name.equals("1") ? i : name + "-" + i);
        }
        return placeholder;
    }

    private Optional<String> placeholderOf(String value) {
        return values.entrySet().stream()
                .filter(known -> known.getValue().equals(value))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
