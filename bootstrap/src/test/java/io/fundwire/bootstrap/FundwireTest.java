package io.fundwire.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FundwireTest {

    @ParameterizedTest
    @CsvSource({
        "'', serve",
        "--port 0, serve --port 0",
        "serve --port 0, serve --port 0",
        "check ws://localhost:5000/ws, check ws://localhost:5000/ws",
        "--help, --help",
        "-h, -h",
        "--version, --version",
        "-V, -V",
        "chek, chek"
    })
    void servesUnlessAnotherCommandIsGiven(String given, String understood) {
        assertThat(Fundwire.withCommand(words(given))).isEqualTo(words(understood));
    }

    @Test
    void namesItsCommandsWhenAskedForHelp() {
        var run = CommandLineRun.of("--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("serve", "check", "Without a command: serve");
    }

    @Test
    void saysItsVersion() {
        assertThat(CommandLineRun.of("--version").outLines())
                .containsExactly("Fundwire development");
    }

    @ParameterizedTest
    @CsvSource({
        "--prot, Unknown option: '--prot'",
        "chek, Unmatched argument at index 0: 'chek'",
        "check --timeout x, Invalid value for option '--timeout'"
    })
    void namesWhatItDoesNotUnderstand(String given, String firstLine) {
        var run = CommandLineRun.of(words(given));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).first().asString().startsWith(firstLine);
    }

    private static String[] words(String line) {
        return line.isEmpty() ? new String[0] : line.split(" ", -1);
    }
}
