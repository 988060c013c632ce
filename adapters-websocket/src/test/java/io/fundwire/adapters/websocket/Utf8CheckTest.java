package io.fundwire.adapters.websocket;

import static io.fundwire.adapters.websocket.Utf8Check.Verdict.COMPLETE;
import static io.fundwire.adapters.websocket.Utf8Check.Verdict.INVALID;
import static io.fundwire.adapters.websocket.Utf8Check.Verdict.SPLIT;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.adapters.websocket.Utf8Check.Verdict;
import io.fundwire.domain.fixtures.Simulation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Whatever the bytes are, the verdict is that of the JDK's decoder.
class Utf8CheckTest {

    /// Where the verdict may change from one value of a byte to the next.
    private static final int[] BOUNDARIES = {
        0x00, 0x41, 0x7F, 0x80, 0x81, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0,
        0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF
    };

    /// One of these ends any character that can still be ended.
    private static final byte[][] ENDS = {
        hex("80"), hex("A0"),
        hex("8080"), hex("A080"),
        hex("808080"), hex("A08080")
    };

    @Test
    void nothingAtAllIsWhole() {
        assertThat(verdict()).isEqualTo(COMPLETE);
    }

    @Test
    void anySingleByte() {
        for (int a = 0; a < 256; a++) {
            agrees(a);
        }
    }

    @Test
    void anyTwoBytes() {
        for (int a = 0; a < 256; a++) {
            for (int b = 0; b < 256; b++) {
                agrees(a, b);
            }
        }
    }

    @Test
    void anyThreeBytesAtTheBoundaries() {
        for (int a : BOUNDARIES) {
            for (int b : BOUNDARIES) {
                for (int c : BOUNDARIES) {
                    agrees(a, b, c);
                }
            }
        }
    }

    @Test
    void anyFourBytesAtTheBoundaries() {
        for (int a : BOUNDARIES) {
            for (int b : BOUNDARIES) {
                for (int c : BOUNDARIES) {
                    for (int d : BOUNDARIES) {
                        agrees(a, b, c, d);
                    }
                }
            }
        }
    }

    @Test
    void anyCodePoint() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            boolean isSurrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
            assertThat(verdict(encoded(codePoint)))
                    .as("U+%04X", codePoint)
                    .isEqualTo(isSurrogate ? INVALID : COMPLETE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C080", "C1BF", "E08080", "E09FBF", "F0808080", "F08FBFBF", "F8888080 80",
                "FC8480808080", "EDA080", "EDBFBF", "EDA080EDB080", "F4908080", "F7BFBFBF", "80",
                "BF", "FE", "FF", "C3C3A9", "E282", "61E28261", "F09F9261"
            })
    void overlongSurrogateTooLargeStrayOrCutShort(String hex) {
        assertThat(verdict(hex(hex + "61"))).isEqualTo(INVALID);
    }

    @Test
    void aCharacterThatCannotBeEndedAnyMoreIsNotWaitedFor() {
        assertThat(verdict(hex("EDA0"))).isEqualTo(INVALID);
        assertThat(verdict(hex("F48F"))).isEqualTo(SPLIT);
        assertThat(verdict(hex("F490"))).isEqualTo(INVALID);
        assertThat(verdict(hex("F08F"))).isEqualTo(INVALID);
        assertThat(verdict(hex("E09F"))).isEqualTo(INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"é", "€", "📈", "a€é📈z", "κόσμε", "\u0000\u007F\u0080\u07FF\u0800\uFFFF"})
    void everySplit(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                agreesInPieces(bytes, first, second);
            }
        }
    }

    @Test
    void oneByteAfterTheOther() {
        byte[] bytes = "Q3 📈 übertrifft €".getBytes(UTF_8);
        var check = new Utf8Check();
        for (int i = 0; i < bytes.length; i++) {
            assertThat(check.check(bytes, i, 1)).isEqualTo(expected(Arrays.copyOf(bytes, i + 1)));
        }
    }

    @Test
    void whereverACharacterStandsBetweenPlainOnes() {
        for (String character : new String[] {"é", "€", "📈"}) {
            for (int before = 0; before < 20; before++) {
                for (int after = 0; after < 20; after++) {
                    byte[] good =
                            ("a".repeat(before) + character + "z".repeat(after)).getBytes(UTF_8);
                    assertThat(verdict(good)).isEqualTo(COMPLETE);
                    for (int i = 0; i < good.length; i++) {
                        byte[] bad = good.clone();
                        bad[i] = (byte) 0xFF;
                        assertThat(verdict(bad)).isEqualTo(INVALID);
                    }
                }
            }
        }
    }

    @Test
    void whatStandsAroundThePieceIsNotLookedAt() {
        for (int length = 0; length < 20; length++) {
            for (int offset = 0; offset < 10; offset++) {
                var bytes = new byte[offset + length + 10];
                Arrays.fill(bytes, (byte) 0xFF);
                Arrays.fill(bytes, offset, offset + length, (byte) 'a');
                assertThat(new Utf8Check().check(bytes, offset, length)).isEqualTo(COMPLETE);
            }
        }
    }

    @Test
    void oneTextAfterTheOther() {
        var check = new Utf8Check();
        for (String text : new String[] {"€", "plain", "", "📈é"}) {
            byte[] bytes = text.getBytes(UTF_8);
            assertThat(check.check(bytes, 0, bytes.length)).isEqualTo(COMPLETE);
        }
    }

    @Test
    void randomTextInRandomPieces() {
        Simulation.seeds(2000)
                .run(random -> {
                    byte[] bytes = randomText(random).getBytes(UTF_8);
                    agreesInPieces(bytes, random);
                });
    }

    @Test
    void randomTextWithAFaultInRandomPieces() {
        Simulation.seeds(5000)
                .run(random -> {
                    byte[] bytes = ("€" + randomText(random)).getBytes(UTF_8);
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                    agreesInPieces(bytes, random);
                });
    }

    @Test
    void randomBytesInRandomPieces() {
        Simulation.seeds(5000)
                .run(random -> {
                    var bytes = new byte[random.nextInt(12)];
                    for (int i = 0; i < bytes.length; i++) {
                        bytes[i] = (byte) BOUNDARIES[random.nextInt(BOUNDARIES.length)];
                    }
                    agreesInPieces(bytes, random);
                });
    }

    private static void agreesInPieces(byte[] bytes, RandomGenerator random) {
        int first = random.nextInt(bytes.length + 1);
        agreesInPieces(bytes, first, first + random.nextInt(bytes.length - first + 1));
    }

    /// After each of three pieces the verdict is that on all bytes so far.
    private static void agreesInPieces(byte[] bytes, int first, int second) {
        var check = new Utf8Check();
        int from = 0;
        for (int to : new int[] {first, second, bytes.length}) {
            var verdict = check.check(bytes, from, to - from);
            assertThat(verdict)
                    .as(() -> "%s split at %d and %d".formatted(text(bytes), first, second))
                    .isEqualTo(expected(Arrays.copyOf(bytes, to)));
            if (verdict == INVALID) {
                return;
            }
            from = to;
        }
    }

    private static void agrees(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        // Hundreds of thousands of times: a description for each would take longer than the rest.
        if (verdict(bytes) != expected(bytes)) {
            assertThat(verdict(bytes)).as(text(bytes)).isEqualTo(expected(bytes));
        }
    }

    private static Verdict verdict(byte... bytes) {
        return new Utf8Check().check(bytes, 0, bytes.length);
    }

    private static Verdict expected(byte[] bytes) {
        if (isText(bytes)) {
            return COMPLETE;
        }
        for (byte[] end : ENDS) {
            byte[] ended = Arrays.copyOf(bytes, bytes.length + end.length);
            System.arraycopy(end, 0, ended, bytes.length, end.length);
            if (isText(ended)) {
                return SPLIT;
            }
        }
        return INVALID;
    }

    /// Asks for a result, not for an exception: that would take ten times as long.
    private static boolean isText(byte[] bytes) {
        var characters = CharBuffer.allocate(bytes.length);
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), characters, true).isUnderflow();
    }

    /// As it would be encoded if it were a character, which a surrogate is not.
    private static byte[] encoded(int codePoint) {
        if (codePoint >= 0xD800 && codePoint <= 0xDFFF) {
            return new byte[] {
                (byte) (0xE0 | (codePoint >> 12)),
                (byte) (0x80 | ((codePoint >> 6) & 0x3F)),
                (byte) (0x80 | (codePoint & 0x3F))
            };
        }
        return Character.toString(codePoint).getBytes(UTF_8);
    }

    private static String randomText(RandomGenerator random) {
        return random.ints(random.nextInt(40), 0, Character.MAX_CODE_POINT + 1)
                .map(codePoint -> random.nextBoolean() ? codePoint : codePoint % 0x80)
                .filter(codePoint -> codePoint < 0xD800 || codePoint > 0xDFFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static String text(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
