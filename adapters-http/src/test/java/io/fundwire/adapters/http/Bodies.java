package io.fundwire.adapters.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes bodies of `POST /api/notifications`, right and wrong ones.
final class Bodies {

    private Bodies() {}

    /// The least that can be published, with that title.
    static String titled(String title) {
        return with("title", text(title));
    }

    /// The least that can be published, and one field more or one of another value.
    static String with(String field, String json) {
        var fields = least();
        fields.put(field, json);
        return object(fields);
    }

    /// The least that can be published, to that audience.
    static String to(String audience, String title) {
        var fields = least();
        fields.put("audience", audience);
        fields.put("title", text(title));
        return object(fields);
    }

    /// The least that can be published, less one field.
    static String without(String field) {
        var fields = least();
        fields.remove(field);
        return object(fields);
    }

    /// Text as JSON, for what needs no escapes.
    static String text(String plain) {
        return "\"" + plain + "\"";
    }

    /// Text of so many characters.
    static String letters(int count) {
        return text("x".repeat(count));
    }

    /// Lists in lists, so many deep.
    static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    /// A list of that many items, each made from its number.
    static String list(int count, String pattern) {
        return IntStream.range(0, count)
                .mapToObj(pattern::formatted)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static Map<String, String> least() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("title", text("Report ready"));
        fields.put("body", text("It took a minute."));
        return fields;
    }

    private static String object(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> text(field.getKey()) + ":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
