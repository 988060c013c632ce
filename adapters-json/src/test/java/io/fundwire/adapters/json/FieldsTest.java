package io.fundwire.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.AckStatus;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class FieldsTest {

    private static final JsonMapper MAPPER = JsonDialect.mapper();

    // ---- a whole body

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "\"a\"",
                "{",
                "{\"a\":1}}",
                "{\"a\":1} {}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1e99999999999}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":[{\"b\":\"x\\udc00x\"}]}",
                "{\"\\ud800\":1}",
                "\ufeff{}"
            })
    void aBodyMustBeOneJsonObject(String body) {
        assertRefused(
                () -> fields(body),
                "The body must be one JSON object in UTF-8, nested at most 64 deep.");
    }

    @Test
    void aBodyIsNestedAtMost64Deep() {
        assertThat(fields(objects(64)).has("a")).isTrue();
        assertThatThrownBy(() -> fields(objects(65))).isInstanceOf(InvalidField.class);
    }

    @Test
    void aBodyMustBeUtf8() {
        for (byte[] body :
                new byte[][] {
                    "{\"a\":\"é\"}".getBytes(ISO_8859_1),
                    "{\"a\":1}".getBytes(UTF_16BE),
                    {'{', '"', 'a', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'},
                    {'{', '"', 'a', '"', ':', '"', (byte) 0xc0, (byte) 0xaf, '"', '}'}
                }) {
            assertThatThrownBy(() -> Fields.of(body, MAPPER)).isInstanceOf(InvalidField.class);
        }
    }

    @Test
    void textOfAnyKindIsReadAsItStands() {
        var fields = fields("{\"a\":\"é 📈 \\ud83d\\ude00 \\u0000 \\\"\"}");

        assertThat(fields.text("a", 100)).isEqualTo("é 📈 😀 \0 \"");
    }

    // ---- text

    @Test
    void textIsOf1ToSoManyCharacters() {
        assertThat(fields("{\"a\":\"x\"}").text("a", 3)).isEqualTo("x");
        assertThat(fields("{\"a\":\"xyz\"}").text("a", 3)).isEqualTo("xyz");
        assertThat(fields("{\"a\":\"xyz\"}").optionalText("a", 3)).isEqualTo("xyz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"xyz!\"", "1", "true", "[]", "{}", "[\"x\"]"})
    void otherTextIsRefused(String value) {
        var fields = fields("{\"a\":" + value + "}");

        assertRefused(() -> fields.text("a", 3), "a must be text of 1 to 3 characters.");
        assertRefused(() -> fields.optionalText("a", 3), "a must be text of 1 to 3 characters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\":null}", "{\"A\":\"x\"}"})
    void onlyOptionalTextMayBeAbsent(String body) {
        assertThat(fields(body).optionalText("a", 3)).isNull();
        assertRefused(() -> fields(body).text("a", 3), "a must be text of 1 to 3 characters.");
    }

    // ---- texts

    @Test
    void textsAreRead() {
        assertThat(fields("{\"a\":[\"x\"]}").optionalTexts("a", 2, 3)).containsExactly("x");
        assertThat(fields("{\"a\":[\"x\",\"xyz\"]}").optionalTexts("a", 2, 3))
                .containsExactly("x", "xyz");
        assertThat(fields("{}").optionalTexts("a", 2, 3)).isNull();
        assertThat(fields("{\"a\":null}").optionalTexts("a", 2, 3)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"x\"",
                "{}",
                "[\"\"]",
                "[\"x\",7]",
                "[\"x\",null]",
                "[\"wxyz\"]",
                "[\"a\",\"b\",\"c\"]"
            })
    void otherTextsAreRefused(String value) {
        assertRefused(
                () -> fields("{\"a\":" + value + "}").optionalTexts("a", 2, 3),
                "a must be a list of 1 to 2 texts, each of 1 to 3 characters.");
    }

    // ---- users

    @Test
    void usersAreRead() {
        assertThat(fields("{\"a\":\"alice\"}").user("a")).isEqualTo(new UserId("alice"));
        assertThat(fields("{\"a\":[\"alice\",\"bob\",\"alice\"]}").optionalUsers("a", 3))
                .containsExactlyInAnyOrder(new UserId("alice"), new UserId("bob"));
        assertThat(fields("{}").optionalUsers("a", 3)).isNull();
    }

    @Test
    void whatIsNoUserIsRefused() {
        assertRefused(() -> fields("{}").user("a"), "a must be text of 1 to 128 characters.");
        assertRefused(
                () -> fields("{\"a\":\"x\\u0007\"}").user("a"),
                "a must not contain control characters.");
        assertRefused(
                () -> fields("{\"a\":[\"x\\n\"]}").optionalUsers("a", 3),
                "a must not contain control characters.");
        assertRefused(
                () -> fields("{\"a\":[]}").optionalUsers("a", 3),
                "a must be a list of 1 to 3 texts, each of 1 to 128 characters.");
    }

    // ---- words, numbers, flags

    @Test
    void aConstantIsNamedInLowerCase() {
        assertThat(fields("{\"a\":\"dismissed\"}").oneOf("a", AckStatus.class, AckStatus.READ))
                .isEqualTo(AckStatus.DISMISSED);
        assertThat(fields("{}").oneOf("a", AckStatus.class, AckStatus.READ))
                .isEqualTo(AckStatus.READ);
        assertThat(fields("{\"a\":\"two-words\"}").oneOf("a", Words.class, Words.ONE))
                .isEqualTo(Words.TWO_WORDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\"", "\"READ\"", "\"read \"", "\"pending\"", "1", "true", "[\"read\"]"})
    void otherConstantsAreRefused(String value) {
        assertRefused(
                () -> fields("{\"a\":" + value + "}").oneOf("a", AckStatus.class, AckStatus.READ),
                "a must be one of \"received\", \"read\", \"dismissed\".");
    }

    @Test
    void namesAllConstantsAsTheyAreToBeWritten() {
        assertRefused(
                () -> fields("{\"a\":\"TWO_WORDS\"}").oneOf("a", Words.class, Words.ONE),
                "a must be one of \"one\", \"two-words\".");
    }

    @ParameterizedTest
    @CsvSource({"-2, -2", "0, 0", "-0, 0", "9223372036854775807, 9223372036854775807"})
    void aWholeNumberIsRead(String value, long number) {
        assertThat(fields("{\"a\":" + value + "}").wholeNumber("a", -2, Long.MAX_VALUE, 7))
                .isEqualTo(number);
    }

    @Test
    void anAbsentNumberIsWhatTheRouteSays() {
        assertThat(fields("{}").wholeNumber("a", 1, 5, 7)).isEqualTo(7);
        assertThat(fields("{\"a\":null}").wholeNumber("a", 1, 5, 7)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "6",
                "-1",
                "3.5",
                "3.0",
                "3e0",
                "\"3\"",
                "true",
                "[3]",
                "{}",
                "9223372036854775808",
                "100000000000000000000000000003",
                "1e999999999"
            })
    void otherNumbersAreRefused(String value) {
        assertRefused(
                () -> fields("{\"a\":" + value + "}").wholeNumber("a", 1, 5, 3),
                "a must be a whole number from 1 to 5.");
    }

    @Test
    void aFlagIsTrueOrFalse() {
        assertThat(fields("{\"a\":true}").flag("a")).isTrue();
        assertThat(fields("{\"a\":false}").flag("a")).isFalse();
        assertThat(fields("{}").flag("a")).isFalse();
        for (String value : List.of("1", "\"true\"", "[]", "{}")) {
            assertRefused(
                    () -> fields("{\"a\":" + value + "}").flag("a"), "a must be true or false.");
        }
    }

    // ---- objects

    @Test
    void fieldsOfAnObjectAreNamedByTheirPath() {
        var inner = fields("{\"a\":{\"b\":{\"c\":\"\"}}}").optionalObject("a").optionalObject("b");

        assertRefused(() -> inner.text("c", 3), "a.b.c must be text of 1 to 3 characters.");
        assertThat(inner.invalid("d", "must be nice.").field()).isEqualTo("a.b.d");
        assertThat(fields("{}").optionalObject("a")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"{}\"", "true"})
    void whatIsNoObjectIsRefused(String value) {
        assertRefused(
                () -> fields("{\"a\":" + value + "}").optionalObject("a"), "a must be an object.");
    }

    @Test
    void objectsAreReadInTheirOrder() {
        var fields = fields("{\"a\":[{\"b\":\"x\"},{\"b\":\"y\"}]}");

        assertThat(fields.objects("a", 2, item -> item.text("b", 3))).containsExactly("x", "y");
        assertThat(fields("{\"a\":[]}").objects("a", 2, item -> item)).isEmpty();
        assertThat(fields("{}").objects("a", 2, item -> item)).isEmpty();
    }

    @Test
    void otherObjectsAreRefusedByTheirPlace() {
        assertRefused(
                () -> fields("{\"a\":[{},{},{}]}").objects("a", 2, item -> item),
                "a must be a list of at most 2 objects.");
        assertRefused(
                () -> fields("{\"a\":{}}").objects("a", 2, item -> item),
                "a must be a list of at most 2 objects.");
        assertRefused(
                () -> fields("{\"a\":[{},7]}").objects("a", 2, item -> item),
                "a[1] must be an object.");
        assertRefused(
                () -> fields("{\"a\":[{},null]}").objects("a", 2, item -> item),
                "a[1] must be an object.");
        assertRefused(
                () -> fields("{\"a\":[{\"b\":\"x\"},{}]}").objects("a", 2, i -> i.text("b", 3)),
                "a[1].b must be text of 1 to 3 characters.");
    }

    @Test
    void namedObjectsAreReadInTheirOrder() {
        var fields = fields("{\"a\":{\"z\":{\"n\":1},\"y\":{\"n\":2}}}");

        assertThat(fields.namedObjects("a", 2, Optional::of, "", one -> one.wholeNumber("n", 0, 9)))
                .containsExactly(entry("z", 1L), entry("y", 2L));
        assertThat(fields.namedObjects("b", 2, Optional::of, "", one -> 0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    []                            | a must be an object of at most 2 objects.
                    {"x":{},"y":{},"z":{}}        | a must be an object of at most 2 objects.
                    {"x":7}                       | a.x must be an object.
                    {"x":null}                    | a.x must be an object.
                    {"bad":{}}                    | a.bad is a bad name.
                    {"x":{}}                      | a.x.n must be a whole number from 0 to 9.
                    {"x":{"n":10}}                | a.x.n must be a whole number from 0 to 9.
                    """)
    void otherNamedObjectsAreRefusedByTheirName(String value, String sentence) {
        var fields = fields("{\"a\":" + value + "}");

        assertRefused(
                () ->
                        fields.namedObjects(
                                "a",
                                2,
                                name -> Optional.of(name).filter(one -> !one.equals("bad")),
                                "is a bad name.",
                                one -> one.wholeNumber("n", 0, 9)),
                sentence);
    }

    @Test
    void ofANameThatNobodyKnowsOnlyTheBeginningIsRepeated() {
        var fields = fields("{\"a\":{\"%s\":{}}}".formatted("x".repeat(1000)));

        assertRefused(
                () -> fields.namedObjects("a", 1, name -> Optional.empty(), "is bad.", one -> one),
                "a." + "x".repeat(64) + " is bad.");
    }

    @Test
    void aPositiveNumberIsRead() {
        assertThat(fields("{\"a\":0.5}").optionalPositiveNumber("a")).hasValue(0.5);
        assertThat(fields("{\"a\":30}").optionalPositiveNumber("a")).hasValue(30);
        assertThat(fields("{}").optionalPositiveNumber("a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "-0.5", "1e400", "1e-400", "\"1\"", "true", "{}", "[1]"})
    void otherNumbersAreNotPositive(String value) {
        assertRefused(
                () -> fields("{\"a\":" + value + "}").optionalPositiveNumber("a"),
                "a must be a number above 0.");
    }

    @Test
    void objectsInAnObjectAreNamedByTheirPath() {
        var outer = fields("{\"a\":{\"b\":[{\"c\":\"x\"},{\"c\":7}]}}").optionalObject("a");

        assertRefused(
                () -> outer.objects("b", 2, item -> item.text("c", 3)),
                "a.b[1].c must be text of 1 to 3 characters.");
        assertRefused(
                () -> outer.objects("b", 1, item -> item),
                "a.b must be a list of at most 1 objects.");
    }

    // ---- any JSON

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\":[1,null,true,\"x\"],\"a\":{}}",
                "\"é📈\"",
                "7",
                "false",
                "[]",
                "12345678901234567.89",
                "0.1234567890123456789",
                "1.10",
                "1E+400",
                "100000000000000000000000000000000"
            })
    void anyJsonIsPassedOnAsItStands(String value) {
        assertThat(fields("{\"a\":" + value + "}").optionalJson("a", 100)).isEqualTo(value);
    }

    @Test
    void jsonIsMeasuredInBytes() {
        assertThat(fields("{\"a\":\"éé\"}").optionalJson("a", 6)).isEqualTo("\"éé\"");
        assertThat(fields("{\"a\": [ 1 , 2 ] }").optionalJson("a", 5)).isEqualTo("[1,2]");
        assertThat(fields("{}").optionalJson("a", 5)).isNull();
        assertRefused(
                () -> fields("{\"a\":\"éé\"}").optionalJson("a", 5),
                "a must be at most 5 bytes of JSON.");
    }

    /// In an envelope it is nested in two objects more, and no receiver must read deeper than 64.
    @ParameterizedTest
    @MethodSource("deepest")
    void jsonIsNestedAtMost62Deep(String fits, String deeper) {
        assertThat(fields("{\"a\":" + fits + "}").optionalJson("a", 1000)).isEqualTo(fits);
        assertRefused(
                () -> fields("{\"a\":" + deeper + "}").optionalJson("a", 1000),
                "a must be nested at most 62 deep.");
    }

    static Stream<Arguments> deepest() {
        return Stream.of(
                arguments(lists(62), lists(63)),
                arguments(objects(62), objects(63)),
                arguments("[1," + objects(61) + ",{}]", "[1," + objects(62) + ",{}]"),
                arguments(
                        "{\"b\":0,\"c\":" + lists(61) + "}", "{\"b\":0,\"c\":" + lists(62) + "}"));
    }

    @Test
    void aFieldIsThereUnlessItIsNull() {
        var fields = fields("{\"a\":false,\"b\":null,\"\":0}");

        assertThat(fields.has("a")).isTrue();
        assertThat(fields.has("")).isTrue();
        assertThat(fields.has("b")).isFalse();
        assertThat(fields.has("c")).isFalse();
    }

    private static void assertRefused(ThrowingCallable reading, String sentence) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        InvalidField.class,
                        invalid -> assertThat(invalid.sentence()).isEqualTo(sentence));
    }

    private static Fields fields(String json) {
        return Fields.of(json.getBytes(UTF_8), MAPPER);
    }

    private static String objects(int depth) {
        return "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
    }

    private static String lists(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private enum Words {
        ONE,
        TWO_WORDS
    }
}
