package io.fundwire.system;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.List;

/// A JSON value with placeholders, as a transcript has it.
///
/// @param expected what it must look like; missing where nothing is known yet
record MessagePattern(JsonNode expected) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// @param text JSON, or nothing
    static MessagePattern of(String text) {
        return new MessagePattern(text.isEmpty() ? NODES.missingNode() : Json.parse(text));
    }

    /// All that differs in a value, field by field; what it has too much differs as well.
    List<String> differences(JsonNode actual, Placeholders placeholders) {
        var found = new ArrayList<String>();
        compare("", expected, actual, placeholders, found);
        return found;
    }

    private static void compare(
            String path,
            JsonNode expected,
            JsonNode actual,
            Placeholders placeholders,
            List<String> found) {
        if (expected.isObject() && actual.isObject()) {
            for (String name : expected.propertyNames()) {
                if (!actual.has(name)) {
                    found.add(path + "/" + name + " is missing");
                }
            }
            for (String name : actual.propertyNames()) {
                String at = path + "/" + name;
                if (expected.has(name)) {
                    compare(at, expected.get(name), actual.get(name), placeholders, found);
                } else {
                    found.add(at + " is not in the transcript");
                }
            }
        } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
            for (int i = 0; i < actual.size(); i++) {
                String at = path + "/" + i;
                compare(at, expected.get(i), actual.get(i), placeholders, found);
            }
        } else if (!placeholders.fits(expected, actual)) {
            found.add("%s is %s, not %s".formatted(path, actual, expected));
        }
    }

    /// The pattern that a value fits, as near to this one as may be: its placeholders stay where
    /// they fit.
    MessagePattern adaptedTo(JsonNode actual, Placeholders placeholders, String receiver) {
        return new MessagePattern(adapt(expected, actual, placeholders, receiver));
    }

    private static JsonNode adapt(
            JsonNode expected, JsonNode actual, Placeholders placeholders, String receiver) {
        if (actual.isObject()) {
            var adapted = NODES.objectNode();
            for (var field : actual.properties()) {
                String name = field.getKey();
                var value = adapt(expected.path(name), field.getValue(), placeholders, receiver);
                adapted.set(name, value);
            }
            return adapted;
        }
        if (actual.isArray()) {
            var adapted = NODES.arrayNode();
            for (int i = 0; i < actual.size(); i++) {
                adapted.add(adapt(expected.path(i), actual.get(i), placeholders, receiver));
            }
            return adapted;
        }
        if (placeholders.fits(expected, actual)) {
            return expected;
        }
        return actual.isString()
                ? NODES.stringNode(placeholders.generalize(actual, receiver))
                : actual;
    }

    @Override
    public String toString() {
        return expected.isMissingNode() ? "" : expected.toString();
    }
}
