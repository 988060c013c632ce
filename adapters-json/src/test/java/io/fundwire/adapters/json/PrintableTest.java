package io.fundwire.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "größe", "日本", "😀", "\"quoted\\\""})
    void leavesTextAsItIs(String text) {
        assertThat(Printable.text(text)).isEqualTo(text);
    }

    @Test
    void spellsOutWhatATerminalWouldObey() {
        assertThat(Printable.text("\u001b[31m\0\b\n\r\t\u007f\u009b"))
                .isEqualTo("\\u001b[31m\\u0000\\u0008\\u000a\\u000d\\u0009\\u007f\\u009b");
    }

    @Test
    void spellsOutWhatWouldMisleadAReader() {
        assertThat(Printable.text("a\u202eb\u200bc\u2028d\u2029e\ufefff"))
                .isEqualTo("a\\u202eb\\u200bc\\u2028d\\u2029e\\ufefff");
    }

    @Test
    void spellsOutWhatIsNoCharacter() {
        assertThat(Printable.text("\ud83d|\ude00|\uffff|\ue000"))
                .isEqualTo("\\ud83d|\\ude00|\\uffff|\\ue000");
    }

    @Test
    void quotesTheBeginningOfALongText() {
        assertThat(Printable.quote("x".repeat(80))).isEqualTo("\"" + "x".repeat(80) + "\"");
        assertThat(Printable.quote("x".repeat(81))).isEqualTo("\"" + "x".repeat(80) + "…\"");
    }
}
