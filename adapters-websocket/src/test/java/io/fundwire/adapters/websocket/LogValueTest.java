package io.fundwire.adapters.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogValueTest {

    @ParameterizedTest
    @ValueSource(strings = {"alice", "alice@example.com", "client_1795398059356_8f3k", "a/b:c+d~e"})
    void whatCanOnlyBeAValueStandsAsItIs(String text) {
        assertThat(LogValue.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "alice code=1000, `\"alice code=1000\"`",
                "a=b, `\"a=b\"`",
                "Jürgen, `\"Jürgen\"`",
                "say \"hi\", `\"say \\\"hi\\\"\"`",
                "back\\slash, `\"back\\\\slash\"`",
                "``, `\"\"`"
            })
    void whatCouldBeTakenForSomethingElseIsQuoted(String text, String logged) {
        assertThat(LogValue.of(text)).isEqualTo(logged);
    }

    /// Line ends, the escape of terminals, a line separator, a right-to-left override, half an
    /// emoji.
    @ParameterizedTest
    @ValueSource(ints = {'\n', '\r', 0x1B, 0x7F, 0x85, 0x2028, 0x202E, 0xD83D})
    void whatIsNoVisibleTextIsEscaped(int character) {
        assertThat(LogValue.of("a" + (char) character))
                .isEqualTo("\"a\\u%04x\"".formatted(character));
    }
}
