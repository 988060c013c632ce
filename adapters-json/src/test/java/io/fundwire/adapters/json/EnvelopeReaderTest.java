package io.fundwire.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.domain.message.ErrorCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.stream.Stream;

class EnvelopeReaderTest {

    private static final JsonMapper MAPPER = JsonDialect.mapper();

    private final EnvelopeReader reader = new EnvelopeReader(MAPPER);

    // ---- what passes

    @Test
    void readsAllFields() {
        var message =
                message(
                        """
                        {"type":"typing-start","timestamp":"2026-11-23T01:00:00.000Z",
                         "data":{"conversationId":"42"},"clientId":"client_1_x","id":"7"}\
                        """);

        assertThat(message.type()).isEqualTo("typing-start");
        assertThat(message.id()).isEqualTo("7");
        assertThat(message.clientId()).isEqualTo("client_1_x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"t\",\"id\":\"7\",\"clientId\":\"c\",\"data\":{\"a\":1}}",
                "{\"data\":{\"a\":1},\"clientId\":\"c\",\"id\":\"7\",\"type\":\"t\"}",
                "{\"id\":\"7\",\"data\":{\"a\":1},\"type\":\"t\",\"clientId\":\"c\"}"
            })
    void takesFieldsInAnyOrder(String text) {
        var message = message(text);

        assertThat(message.type()).isEqualTo("t");
        assertThat(message.id()).isEqualTo("7");
        assertThat(message.clientId()).isEqualTo("c");
        assertThat(data(text)).isEqualTo(json("{\"a\":1}"));
    }

    @Test
    void needsOnlyAType() {
        var message = message("{\"type\":\"heartbeat\"}");

        assertThat(message.id()).isNull();
        assertThat(message.clientId()).isNull();
        assertThat(message.data()).isEqualTo(Incoming.Slice.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"t\"}",
                "{\"type\":\"t\",\"data\":{}}",
                "{\"type\":\"t\",\"data\":{ \n}}"
            })
    void absentDataIsAnEmptyObject(String text) {
        assertThat(data(text)).isEqualTo(json("{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"t\",\"data\":%s}",
                "  {\n\t\"data\" :  %s  , \"type\":\"t\"}\r\n",
                "{\"é📈\":\"é📈\",\"data\":%s,\"type\":\"t\"}",
                "{\"note\":\"\\u00e9\\ud83d\\ude00\",\"data\":%s,\"type\":\"t\"}"
            })
    void dataIsReadAsItStands(String pattern) {
        String data = "{\"a\" : [1, {\"b\":\"}📈\\\"\"}], \"c\":{} }";

        assertThat(data(pattern.formatted(data))).isEqualTo(json(data));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"timestamp\":\"yesterday\"",
                "\"timestamp\":17",
                "\"timestamp\":null",
                "\"replyTo\":\"7\"",
                "\"Type\":7",
                "\"unknown\":{\"type\":\"u\",\"id\":3,\"data\":[]}",
                "\"unknown\":[[],{},null,true,-1.5e3]",
                "\"\":\"\""
            })
    void ignoresOtherFieldsAndTheTimestamp(String field) {
        var message =
                message("{" + field + ",\"type\":\"t\"," + field.replace("\":", "2\":") + "}");

        assertThat(message).isEqualTo(new Incoming.Message("t", null, null, Incoming.Slice.NONE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64})
    void takesAnIdOf1To64Characters(int length) {
        String id = "x".repeat(length);

        assertThat(message("{\"type\":\"t\",\"id\":\"" + id + "\"}").id()).isEqualTo(id);
    }

    @Test
    void readsEscapesInNamesAndValues() {
        var message = message("{\"\\u0074ype\":\"\\u0074\",\"id\":\"\\\"\\/\\n\"}");

        assertThat(message.type()).isEqualTo("t");
        assertThat(message.id()).isEqualTo("\"/\n");
    }

    // ---- what is a message, but not a right one

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"id\":\"7\"}", "{\"typ\":\"t\"}", "{\"data\":{\"type\":\"t\"}}"})
    void refusesAMessageWithoutType(String text) {
        var rejected = rejected(text, ErrorCode.INVALID_MESSAGE);

        assertThat(rejected.error().message())
                .isEqualTo("type is missing: name the kind of message.");
    }

    @ParameterizedTest
    @MethodSource("wrongTexts")
    void refusesATypeThatIsNoTextOf1To64Characters(String value) {
        var rejected = rejected("{\"type\":" + value + "}", ErrorCode.INVALID_MESSAGE);

        assertThat(rejected.error().message())
                .isEqualTo("type must be text of 1 to 64 characters.");
    }

    @Test
    void takesAFieldThatIsNullForAbsent() {
        var message = message("{\"type\":\"t\",\"id\":null,\"clientId\":null,\"data\":null}");

        assertThat(message).isEqualTo(new Incoming.Message("t", null, null, Incoming.Slice.NONE));
    }

    @ParameterizedTest
    @MethodSource("wrongTexts")
    void refusesAnIdThatIsNoTextOf1To64Characters(String value) {
        var rejected = rejected("{\"type\":\"t\",\"id\":" + value + "}", ErrorCode.INVALID_MESSAGE);

        assertThat(rejected.id()).isNull();
        assertThat(rejected.error().message()).isEqualTo("id must be text of 1 to 64 characters.");
    }

    static Stream<String> wrongTexts() {
        String tooLong = "\"" + "x".repeat(65) + "\"";
        return Stream.of("\"\"", "7", "1.5", "true", "[]", "{}", "[\"t\"]", tooLong);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "true", "[]", "{}", "\"\""})
    void refusesAClientIdThatIsNoText(String value) {
        var rejected =
                rejected("{\"type\":\"t\",\"clientId\":" + value + "}", ErrorCode.INVALID_MESSAGE);

        assertThat(rejected.error().message()).startsWith("clientId must be text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{}]", "7", "\"{}\"", "\"\"", "true"})
    void refusesDataThatIsNoObject(String value) {
        var rejected =
                rejected("{\"type\":\"t\",\"data\":" + value + "}", ErrorCode.INVALID_MESSAGE);

        assertThat(rejected.error().message()).isEqualTo("data must be an object.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"7\"}",
                "{\"type\":[[7]],\"id\":\"7\"}",
                "{\"id\":\"7\",\"type\":\"t\",\"data\":[{\"id\":\"8\"}]}",
                "{\"clientId\":{\"id\":\"8\"},\"type\":\"t\",\"id\":\"7\"}"
            })
    void whatIsRefusedKeepsItsId(String text) {
        assertThat(rejected(text, ErrorCode.INVALID_MESSAGE).id()).isEqualTo("7");
    }

    // ---- what is no message at all

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "heartbeat",
                "'type'",
                "{type:\"t\"}",
                "{'type':'t'}",
                "{\"type\":\"t\"",
                "{\"type\":\"t",
                "{\"type\":",
                "{\"type\"",
                "{\"type\":\"t\",}",
                "{\"type\":\"t\" \"id\":\"7\"}",
                "{\"type\":\"t\"/**/}",
                "{\"type\":\"t\",\"data\":{\"a\":01}}",
                "{\"type\":\"t\",\"data\":{\"a\":NaN}}",
                "{\"type\":\"t\",\"data\":{\"a\":+1}}",
                "{\"type\":\"t\",\"data\":{\"a\":.5}}",
                "{\"type\":\"t\",\"data\":{\"a\":truth}}",
                "{\"type\":\"t\",\"data\":{\"a\":[1,]}}",
                "{\"type\":\"t\",\"data\":{\"a\":[}}",
                "{\"type\":\"t\",\"data\":{\"a\":\"\\x\"}}",
                "{\"type\":\"t\",\"data\":{\"a\":\"\\u12\"}}"
            })
    void refusesWhatIsNotJson(String text) {
        var rejected = rejected(text, ErrorCode.MALFORMED_JSON);

        assertThat(rejected.id()).isNull();
        assertThat(rejected.error().message()).contains("must be").contains("JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"type\":\"t\"}]", "\"type\"", "7", "true", "null"})
    void refusesWhatIsNoObject(String text) {
        var rejected = rejected(text, ErrorCode.MALFORMED_JSON);

        assertThat(rejected.error().message()).isEqualTo("The message must be a JSON object.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"type\":\"t\"}", "x", "}", "]", "\"", "\0", ",", "7", "/**/"})
    void refusesAnythingAfterTheObject(String trailing) {
        rejected("{\"type\":\"t\"}" + trailing, ErrorCode.MALFORMED_JSON);
        rejected("{\"type\":\"t\"}\n " + trailing, ErrorCode.MALFORMED_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"t\",\"type\":\"t\"}",
                "{\"type\":\"t\",\"data\":{},\"data\":{}}",
                "{\"type\":\"t\",\"x\":1,\"x\":2}",
                "{\"type\":\"t\",\"\\u0074ype\":\"u\"}",
                "{\"type\":\"t\",\"data\":{\"a\":1,\"a\":1}}",
                "{\"type\":\"t\",\"data\":{\"a\":1,\"\\u0061\":1}}",
                "{\"type\":\"t\",\"data\":{\"l\":[0,[{\"m\":{\"a\":1,\"b\":{},\"a\":2}}]]}}",
                "{\"type\":\"t\",\"other\":[{\"a\":1,\"a\":1}]}",
                "{\"type\":\"t\",\"data\":{\"😀\":1,\"\\ud83d\\ude00\":1}}"
            })
    void refusesANameThatOccursTwiceInAnObject(String text) {
        rejected(text, ErrorCode.MALFORMED_JSON);
    }

    @Test
    void takesANameThatOccursInSeveralObjects() {
        message("{\"type\":\"t\",\"data\":{\"a\":{\"a\":[{\"a\":1},{\"a\":1}]},\"type\":\"u\"}}");
    }

    @Test
    void takesNestingOf64AndNoDeeper() {
        // The message itself is the first level, and data the second.
        message("{\"type\":\"t\",\"data\":{\"a\":" + arrays(62) + "}}");
        message("{\"type\":\"t\",\"data\":" + objects(63) + "}");
        message("{\"type\":\"t\",\"other\":" + arrays(63) + "}");

        rejected("{\"type\":\"t\",\"data\":{\"a\":" + arrays(63) + "}}", ErrorCode.MALFORMED_JSON);
        rejected("{\"type\":\"t\",\"data\":" + objects(64) + "}", ErrorCode.MALFORMED_JSON);
        rejected("{\"type\":\"t\",\"other\":" + arrays(64) + "}", ErrorCode.MALFORMED_JSON);
    }

    @Test
    void deepestNestingCanBeReadAsFields() {
        String data = objects(63);

        assertThat(data("{\"type\":\"t\",\"data\":" + data + "}")).isEqualTo(json(data));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":", "{\"\":[", "{", "\"", "}", "\\", "\0"})
    void refusesNestedGarbageOf16Kibibytes(String garbage) {
        rejected(garbage.repeat(16_384 / garbage.length()), ErrorCode.MALFORMED_JSON);
        rejected(
                "{\"type\":\"t\",\"data\":" + garbage.repeat(16_000 / garbage.length()),
                ErrorCode.MALFORMED_JSON);
    }

    @ParameterizedTest
    @MethodSource("loneSurrogates")
    void refusesHalfASurrogatePairAnywhere(String half) {
        for (String pattern :
                new String[] {
                    "{\"type\":\"%s\"}",
                    "{\"type\":\"t\",\"id\":\"%s\"}",
                    "{\"type\":\"t\",\"clientId\":\"%s\"}",
                    "{\"type\":\"t\",\"timestamp\":\"%s\"}",
                    "{\"type\":\"t\",\"%s\":1}",
                    "{\"type\":\"t\",\"other\":[[\"%s\"]]}",
                    "{\"type\":\"t\",\"id\":[\"%s\"]}",
                    "{\"type\":\"t\",\"data\":\"%s\"}",
                    "{\"type\":\"t\",\"data\":{\"a\":\"%s\"}}",
                    "{\"type\":\"t\",\"data\":{\"%s\":\"a\"}}",
                    "{\"type\":\"t\",\"data\":{\"a\":[0,{\"b\":[\"c\",{\"d\":\"x%sx\"}]}]}}",
                    "{\"type\":\"t\",\"data\":{\"a\":[0,{\"b\":{\"x%sx\":{}}}]}}"
                }) {
            rejected(pattern.formatted(half), ErrorCode.MALFORMED_JSON);
        }
    }

    static Stream<String> loneSurrogates() {
        return Stream.of(
                "\\ud800",
                "\\uD83D",
                "\\udbff",
                "\\udc00",
                "\\uDFFF",
                "\\ude00\\ud83d",
                "\\ud83d\\ud83d\\ude00",
                "\\ud83d😀",
                "\\ud83d \\ude00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\ud83d\\ude00",
                "\\uD83D\\uDE00",
                "😀",
                "\\\\ud800",
                "\\ud7ff\\ue000",
                "\\u0000",
                "\\uffff",
                "\\ud83d\\ude00\\ud83d\\ude00"
            })
    void takesWholePairsAndWhatOnlyLooksLikeHalfOfOne(String text) {
        String data = "{\"a\":[\"%1$s\",{\"%1$s\":\"%1$s\"}]}".formatted(text);

        String whole =
                "{\"type\":\"t\",\"id\":\"%1$s\",\"%1$s\":1,\"data\":%2$s}".formatted(text, data);

        assertThat(message(whole).id()).isEqualTo(json("\"" + text + "\"").stringValue());
        assertThat(data(whole)).isEqualTo(json(data));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\b", "\t", "\n", "\r", "\u001f"})
    void refusesRawControlCharactersInText(String control) {
        rejected("{\"type\":\"t" + control + "\"}", ErrorCode.MALFORMED_JSON);
        rejected("{\"type\":\"t\",\"a" + control + "\":1}", ErrorCode.MALFORMED_JSON);
        rejected("{\"type\":\"t\",\"data\":{\"a\":\"" + control + "\"}}", ErrorCode.MALFORMED_JSON);
        rejected("{\"type\":\"t\",\"data\":{\"" + control + "\":1}}", ErrorCode.MALFORMED_JSON);
    }

    @Test
    void refusesAByteOrderMark() {
        rejected("\ufeff{\"type\":\"t\"}", ErrorCode.MALFORMED_JSON);
        rejected("{\"type\":\"t\"}\ufeff", ErrorCode.MALFORMED_JSON);
    }

    @Test
    void readsNoOtherEncodingThanUtf8() {
        for (Charset other : new Charset[] {UTF_16BE, UTF_16LE, Charset.forName("UTF-32BE")}) {
            var incoming = reader.read("{\"type\":\"t\"}".getBytes(other));

            assertThat(incoming).isInstanceOf(Incoming.Rejected.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1e999999999",
                "-1e-999999999",
                "123456789012345678901234567890",
                "0.1234567890123456789012345678901234567890"
            })
    void takesNumbersOfAnySize(String number) {
        String text = "{\"type\":\"t\",\"n\":" + number + ",\"data\":{\"n\":" + number + "}}";

        assertThat(data(text).get("n").isNumber()).isTrue();
    }

    @Test
    void whatPassesWithANumberOfAnyLengthCanBeReadAsFields() {
        for (int digits : new int[] {999, 1000, 1001, 16_000}) {
            String number = BigInteger.TEN.pow(digits - 1).toString();
            String text = "{\"type\":\"t\",\"data\":{\"n\":" + number + "}}";

            if (reader.read(text.getBytes(UTF_8)) instanceof Incoming.Message) {
                assertThat(data(text).get("n").isNumber()).isTrue();
            }
        }
    }

    private Incoming.Message message(String text) {
        var incoming = reader.read(text.getBytes(UTF_8));
        assertThat(incoming).as(text).isInstanceOf(Incoming.Message.class);
        return (Incoming.Message) incoming;
    }

    private Incoming.Rejected rejected(String text, ErrorCode code) {
        var incoming = reader.read(text.getBytes(UTF_8));
        assertThat(incoming).as(text).isInstanceOf(Incoming.Rejected.class);
        var rejected = (Incoming.Rejected) incoming;
        assertThat(rejected.error().code()).as(text).isEqualTo(code);
        return rejected;
    }

    /// What a route finds in `data`.
    private JsonNode data(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        var data = message(text).data();
        Fields fields = reader.fields(bytes, data);
        if (data.length() == 0) {
            return MAPPER.createObjectNode();
        }
        JsonNode node = MAPPER.readTree(bytes, data.offset(), data.length());
        node.propertyNames().forEach(name -> assertThat(fields.has(name)).isTrue());
        return node;
    }

    private static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }

    private static String arrays(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String objects(int depth) {
        return "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
    }
}
