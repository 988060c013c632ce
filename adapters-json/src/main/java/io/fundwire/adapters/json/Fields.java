package io.fundwire.adapters.json;

import io.fundwire.domain.client.UserId;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The fields of a JSON object as a route wants them: each method checks one field and throws
/// [InvalidField] where it is not as asked for. A field with the value `null` counts as absent, and
/// unknown fields are ignored.
public final class Fields {

    /// How much of a name that nobody knows is repeated, in characters.
    private static final int MAX_SHOWN = 64;

    /// The envelope and its `data` are the other two.
    private static final int MAX_RELAYED_DEPTH = JsonDialect.MAX_DEPTH - 2;

    private final Supplier<JsonNode> source;
    private final String path;
    private @Nullable JsonNode object;

    /// The fields of a whole JSON text, such as the body of a request. Its numbers keep all their
    /// digits, so that what is passed on says what it said.
    ///
    /// @param json any bytes
    /// @throws InvalidField if it is not one JSON object
    public static Fields of(byte[] json, JsonMapper mapper) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
            JsonNode node =
                    mapper.reader()
                            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                            .readTree(json);
            if (node.isObject() && !Surrogates.isLoneIn(json, mapper)) {
                return new Fields(node, "");
            }
        } catch (CharacterCodingException | JacksonException | NumberFormatException malformed) {
            // Answered like any other text that is no object.
        }
        throw InvalidField.malformed(
                "The body must be one JSON object in UTF-8, nested at most %d deep."
                        .formatted(JsonDialect.MAX_DEPTH));
    }

    /// @param object an object node
    /// @param path what leads to a field's name in messages to the sender: `data.`, or nothing
    Fields(JsonNode object, String path) {
        this(() -> object, path);
    }

    /// As above, for an object that is read only when a field is asked for: most routes ask for
    /// none.
    Fields(Supplier<JsonNode> source, String path) {
        this.source = source;
        this.path = path;
    }

    /// Text of 1 to `maxLength` characters.
    public String text(String name, int maxLength) {
        String text = optionalText(name, maxLength);
        if (text == null) {
            throw invalid(name, textExpected(maxLength));
        }
        return text;
    }

    /// Text of 1 to `maxLength` characters, or absent.
    public @Nullable String optionalText(String name, int maxLength) {
        JsonNode node = find(name);
        if (node == null) {
            return null;
        }
        if (!node.isString() || !hasLength(node.stringValue(), maxLength)) {
            throw invalid(name, textExpected(maxLength));
        }
        return node.stringValue();
    }

    /// 1 to `maxItems` texts, each of 1 to `maxLength` characters, or absent.
    public @Nullable List<String> optionalTexts(String name, int maxItems, int maxLength) {
        JsonNode node = find(name);
        if (node == null) {
            return null;
        }
        boolean fits =
                node.isArray()
                        && !node.isEmpty()
                        && node.size() <= maxItems
                        && node.valueStream()
                                .allMatch(item ->
                                        item.isString()
                                                && hasLength(item.stringValue(), maxLength));
        if (!fits) {
            throw invalid(
                    name,
                    "must be a list of 1 to %d texts, each of 1 to %d characters."
                            .formatted(maxItems, maxLength));
        }
        return node.valueStream().map(JsonNode::stringValue).toList();
    }

    /// The id of a user, named or anonymous.
    public UserId user(String name) {
        return userIn(name, text(name, UserId.MAX_LENGTH));
    }

    /// 1 to `maxItems` ids of users, or absent.
    public @Nullable Set<UserId> optionalUsers(String name, int maxItems) {
        var ids = optionalTexts(name, maxItems, UserId.MAX_LENGTH);
        return ids == null
                ? null
                : ids.stream().map(id -> userIn(name, id)).collect(Collectors.toSet());
    }

    /// One of an enum's constants in lower case; `absent` if the field is.
    public <E extends Enum<E>> E oneOf(String name, Class<E> type, E absent) {
        return optionalOneOf(name, type).orElse(absent);
    }

    /// One of an enum's constants in lower case, or absent.
    public <E extends Enum<E>> Optional<E> optionalOneOf(String name, Class<E> type) {
        return Optional.ofNullable(find(name))
                .map(node -> WireText.constant(path + name, type, node.stringValue("")));
    }

    /// What the page before said is where this one begins, or absent.
    public Optional<Long> optionalMark(String name) {
        return Optional.ofNullable(find(name))
                .map(node -> WireText.mark(path + name, node.stringValue("")));
    }

    /// A whole number from `min` to `max`; `absent` if the field is.
    public long wholeNumber(String name, long min, long max, long absent) {
        JsonNode node = find(name);
        if (node == null) {
            return absent;
        }
        if (!node.canConvertToLong() || !node.isIntegralNumber()) {
            throw invalid(name, "must be a whole number from %d to %d.".formatted(min, max));
        }
        long number = node.longValue();
        if (number < min || number > max) {
            throw invalid(name, "must be a whole number from %d to %d.".formatted(min, max));
        }
        return number;
    }

    /// A whole number from `min` to `max`.
    public long wholeNumber(String name, long min, long max) {
        if (!has(name)) {
            throw invalid(name, "must be a whole number from %d to %d.".formatted(min, max));
        }
        return wholeNumber(name, min, max, min);
    }

    /// A number above 0, or absent.
    public OptionalDouble optionalPositiveNumber(String name) {
        JsonNode node = find(name);
        if (node == null) {
            return OptionalDouble.empty();
        }
        double number = node.isNumber() ? node.asDouble(0) : 0;
        if (!(number > 0) || Double.isInfinite(number)) {
            throw invalid(name, "must be a number above 0.");
        }
        return OptionalDouble.of(number);
    }

    /// Whether the field says `true`; absent counts as `false`.
    public boolean flag(String name) {
        JsonNode node = find(name);
        if (node == null) {
            return false;
        }
        if (!node.isBoolean()) {
            throw invalid(name, "must be true or false.");
        }
        return node.booleanValue();
    }

    /// An object.
    public Fields object(String name) {
        Fields object = optionalObject(name);
        if (object == null) {
            throw invalid(name, "must be an object.");
        }
        return object;
    }

    /// An object, or absent.
    public @Nullable Fields optionalObject(String name) {
        JsonNode node = find(name);
        if (node == null) {
            return null;
        }
        if (!node.isObject()) {
            throw invalid(name, "must be an object.");
        }
        return new Fields(node, path + name + ".");
    }

    /// At most `maxItems` objects, each read by `read`; none if the field is absent.
    public <T> List<T> objects(String name, int maxItems, Function<Fields, T> read) {
        JsonNode node = find(name);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray() || node.size() > maxItems) {
            throw invalid(name, "must be a list of at most %d objects.".formatted(maxItems));
        }
        var all = new ArrayList<T>(node.size());
        for (int i = 0; i < node.size(); i++) {
            String item = "%s[%d]".formatted(name, i);
            if (!node.get(i).isObject()) {
                throw invalid(item, "must be an object.");
            }
            all.add(read.apply(new Fields(node.get(i), path + item + ".")));
        }
        return all;
    }

    /// An object of at most `maxItems` objects, each read by `read`, in their order; none if the
    /// field is absent.
    ///
    /// @param key what an item's name stands for; empty if nothing may be called so
    /// @param keyExpected how the sentence goes on after a name that stands for nothing
    public <K, T> Map<K, T> namedObjects(
            String name,
            int maxItems,
            Function<String, Optional<K>> key,
            String keyExpected,
            Function<Fields, T> read) {
        JsonNode node = find(name);
        if (node == null) {
            return Map.of();
        }
        if (!node.isObject() || node.size() > maxItems) {
            throw invalid(name, "must be an object of at most %d objects.".formatted(maxItems));
        }
        var all = new LinkedHashMap<K, T>();
        for (var item : node.properties()) {
            String path = name + "." + shown(item.getKey());
            K known = key.apply(item.getKey()).orElseThrow(() -> invalid(path, keyExpected));
            if (!item.getValue().isObject()) {
                throw invalid(path, "must be an object.");
            }
            all.put(known, read.apply(new Fields(item.getValue(), this.path + path + ".")));
        }
        return all;
    }

    /// Any value as JSON text of at most `maxBytes` bytes, or absent. It can be sent on as a field
    /// of an envelope's `data`: receivers are not sent deeper nesting than they may send.
    public @Nullable String optionalJson(String name, int maxBytes) {
        JsonNode node = find(name);
        if (node == null) {
            return null;
        }
        if (depth(node) > MAX_RELAYED_DEPTH) {
            throw invalid(name, "must be nested at most %d deep.".formatted(MAX_RELAYED_DEPTH));
        }
        String json = node.toString();
        if (json.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw invalid(name, "must be at most %d bytes of JSON.".formatted(maxBytes));
        }
        return json;
    }

    /// Refuses any field but these: for where a misspelled one that was ignored would do harm.
    public void refuseAllBut(List<String> known) {
        for (String name : object().propertyNames()) {
            if (!known.contains(name)) {
                throw invalid(shown(name), "is not a field here: check its spelling.");
            }
        }
    }

    /// Whether the field is there and says `null`: for where that must not count as absent.
    public boolean saysNull(String name) {
        JsonNode node = object().get(name);
        return node != null && node.isNull();
    }

    /// Whether the field is there.
    public boolean has(String name) {
        return find(name) != null;
    }

    /// The exception that says what a field, or the choice among fields, must be.
    ///
    /// @param expected how the sentence goes on after the field's name
    public InvalidField invalid(String name, String expected) {
        return new InvalidField(path + name, expected);
    }

    /// A name that the sender made up, in a form that can be shown.
    private static String shown(String name) {
        return Printable.text(name.length() <= MAX_SHOWN ? name : name.substring(0, MAX_SHOWN));
    }

    private UserId userIn(String name, String id) {
        return UserId.of(id)
                .orElseThrow(() -> invalid(name, "must not contain control characters."));
    }

    private @Nullable JsonNode find(String name) {
        JsonNode node = object().get(name);
        return node == null || node.isNull() ? null : node;
    }

    private JsonNode object() {
        JsonNode known = object;
        if (known == null) {
            known = source.get();
            object = known;
        }
        return known;
    }

    private static int depth(JsonNode node) {
        return node.isContainer()
                ? 1 + node.valueStream().mapToInt(Fields::depth).max().orElse(0)
                : 0;
    }

    private static boolean hasLength(String text, int maxLength) {
        return !text.isEmpty() && text.length() <= maxLength;
    }

    private static String textExpected(int maxLength) {
        return "must be text of 1 to %d characters.".formatted(maxLength);
    }
}
