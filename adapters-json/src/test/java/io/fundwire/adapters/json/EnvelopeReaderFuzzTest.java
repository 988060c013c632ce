package io.fundwire.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.domain.fixtures.Simulation;
import io.fundwire.domain.message.ErrorCode;

import org.junit.jupiter.api.Test;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.CharsetEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Shows the reader any text there is, and compares what it makes of it with a second opinion: one
/// that takes the slow way, over a tree of the whole text.
class EnvelopeReaderFuzzTest {

    private static final int TEXTS = 200_000;
    private static final JsonMapper MAPPER = JsonDialect.mapper();

    private static final CharsetEncoder ENCODER = UTF_8.newEncoder();

    private static final List<String> NAMES =
            List.of("type", "id", "clientId", "data", "timestamp", "a", "b", "", "é", "😀");

    private static final List<String> SCRAPS =
            List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                    "\"",
                    "\\",
                    " ",
                    "\n",
                    "\0",
                    "\ufeff",
                    "😀",
                    "é",
                    "\"type\":",
                    "\"id\":",
                    "\"data\":{",
                    "\"clientId\":",
                    "\"a\":",
                    "\"t\"",
                    "\"\"",
                    "\"\\ud83d\"",
                    "\"\\ude00\"",
                    "\\ud83d",
                    "\\ude00",
                    "\\u0000",
                    "\\u",
                    "null",
                    "true",
                    "NaN",
                    "0",
                    "-",
                    "1.5",
                    "1e999",
                    "e",
                    "00",
                    "/**/",
                    "'");

    private final EnvelopeReader reader = new EnvelopeReader(MAPPER);

    @Test
    void whateverIsReadIsReadAsASecondReaderDoes() {
        var passed = new AtomicInteger();
        var rejected = new AtomicInteger();

        Simulation.seeds(TEXTS)
                .run(random -> {
                    byte[] text = anyText(random).getBytes(UTF_8);
                    switch (reader.read(text)) {
                        case Incoming.Message message -> {
                            passed.incrementAndGet();
                            assertPassesRightly(message, text);
                        }
                        case Incoming.Rejected refusal -> {
                            rejected.incrementAndGet();
                            assertThat(refusal.error().code())
                                    .as(() -> new String(text, UTF_8))
                                    .isEqualTo(mistakeIn(text).orElse(null));
                        }
                    }
                });

        // One that refuses everything, or a generator of nothing but garbage, would show nothing.
        assertThat(passed.get() + rejected.get()).isPositive();
        if (passed.get() + rejected.get() >= TEXTS) {
            assertThat(passed.get()).isGreaterThan(TEXTS / 10);
            assertThat(rejected.get()).isGreaterThan(TEXTS / 2);
        }
    }

    private void assertPassesRightly(Incoming.Message message, byte[] text) {
        assertThat(mistakeIn(text)).as(() -> new String(text, UTF_8)).isEmpty();
        JsonNode tree = MAPPER.readTree(text);
        assertThat(message.type()).isEqualTo(tree.path("type").stringValue());
        assertThat(message.id()).isEqualTo(tree.path("id").stringValue(null));
        assertThat(message.clientId()).isEqualTo(tree.path("clientId").stringValue(null));
        assertThat(dataOf(message, text))
                .isEqualTo(tree.hasNonNull("data") ? tree.get("data") : MAPPER.createObjectNode());
        try {
            reader.fields(text, message.data()).has("a");
        } catch (InvalidField unreadable) {
            assertThat(unreadable.sentence()).startsWith("data must not have numbers");
        }
    }

    private static JsonNode dataOf(Incoming.Message message, byte[] text) {
        var data = message.data();
        return data.length() == 0
                ? MAPPER.createObjectNode()
                : MAPPER.readTree(text, data.offset(), data.length());
    }

    // ---- the second opinion

    private static Optional<ErrorCode> mistakeIn(byte[] text) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(text);
        } catch (JacksonException malformed) {
            return Optional.of(ErrorCode.MALFORMED_JSON);
        }
        if (!tree.isObject() || !isWhole(tree)) {
            return Optional.of(ErrorCode.MALFORMED_JSON);
        }
        boolean right =
                isTextUpTo(64, tree.path("type"))
                        && (!tree.hasNonNull("id") || isTextUpTo(64, tree.path("id")))
                        && (!tree.hasNonNull("clientId") || isTextUpTo(128, tree.path("clientId")))
                        && (!tree.hasNonNull("data") || tree.path("data").isObject());
        return right ? Optional.empty() : Optional.of(ErrorCode.INVALID_MESSAGE);
    }

    private static boolean isTextUpTo(int length, JsonNode node) {
        String text = node.stringValue(null);
        return text != null && !text.isEmpty() && text.length() <= length;
    }

    private static boolean isWhole(JsonNode node) {
        return (!node.isString() || isWhole(node.stringValue()))
                && node.propertyNames().stream().allMatch(EnvelopeReaderFuzzTest::isWhole)
                && node.valueStream().allMatch(EnvelopeReaderFuzzTest::isWhole);
    }

    private static boolean isWhole(String text) {
        return ENCODER.canEncode(text);
    }

    // ---- texts

    private static String anyText(RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 -> noise(random);
            case 1 -> scraps(random, random.nextInt(40));
            case 2 -> object(random, random.nextInt(4) == 0 ? random.nextInt(60, 70) : 3);
            case 3 -> envelope(random);
            default -> mutated(envelope(random), random);
        };
    }

    /// Any bytes, as far as they are UTF-8.
    private static String noise(RandomGenerator random) {
        byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        return new String(bytes, UTF_8);
    }

    private static String scraps(RandomGenerator random, int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(oneOf(SCRAPS, random));
        }
        return text.toString();
    }

    private static String envelope(RandomGenerator random) {
        var names = new ArrayList<String>();
        for (String name : NAMES) {
            if (random.nextInt(10) < (name.equals("type") ? 9 : 3)) {
                names.add(random.nextInt(names.size() + 1), name);
            }
        }
        return names.stream()
                .map(name -> quoted(name) + ":" + space(random) + valueOf(name, random))
                .collect(Collectors.joining("," + space(random), "{" + space(random), "}"));
    }

    private static String valueOf(String name, RandomGenerator random) {
        if (random.nextInt(20) == 0) {
            return value(random, 5);
        }
        return switch (name) {
            case "type", "id" -> quoted("x".repeat(random.nextInt(1, 66)));
            case "clientId" -> quoted("client_1_x");
            case "data" -> object(random, 1 + random.nextInt(4));
            default -> value(random, 3);
        };
    }

    private static String value(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> "null";
            case 1 -> random.nextBoolean() ? "true" : "false";
            case 2 -> Double.toString(random.nextDouble());
            case 3 -> Long.toString(random.nextLong());
            case 4 -> "\"\\u%04x\\ud83d\\ude00\"".formatted(random.nextInt(0xe100));
            case 5 -> quoted(oneOf(NAMES, random));
            case 6 -> "[" + value(random, depth - 1) + "," + value(random, depth - 1) + "]";
            case 7 -> "[]";
            default -> object(random, depth);
        };
    }

    /// Objects in objects, `depth` of them.
    private static String object(RandomGenerator random, int depth) {
        if (depth <= 1) {
            return "{" + space(random) + "}";
        }
        String inner = object(random, depth - 1);
        String other = random.nextBoolean() ? ",\"z\":" + value(random, 0) : "";
        return "{" + quoted(oneOf(NAMES, random)) + ":" + inner + other + "}";
    }

    /// A few characters of it taken out, put in, doubled or made others.
    private static String mutated(String original, RandomGenerator random) {
        var text = new StringBuilder(original);
        for (int i = 0, times = 1 + random.nextInt(3); i < times; i++) {
            int from = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), from + random.nextInt(8));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, oneOf(SCRAPS, random));
                case 2 -> text.insert(to, text.substring(from, to));
                default -> text.replace(from, to, oneOf(SCRAPS, random));
            }
        }
        return text.toString();
    }

    private static String space(RandomGenerator random) {
        return random.nextInt(4) == 0 ? oneOf(List.of(" ", "\n", "\t", "\r\n"), random) : "";
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static <T> T oneOf(List<T> all, RandomGenerator random) {
        return all.get(random.nextInt(all.size()));
    }
}
