package io.fundwire.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What `serve` says to an operator who asked for something that cannot be. Where nothing is wrong
/// it would serve, which the system tests see.
class ServeCommandTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --max-connections 0    | --max-connections must be a whole number from 1 to 1000000, not "0".
                    --port 99999           | --port must be a whole number from 0 to 65535, not "99999".
                    --port -1              | --port must be a whole number from 0 to 65535, not "-1".
                    --port=                | --port must be a whole number from 0 to 65535, not "".
                    --path foo             | --path must be a path that begins with / and has only letters, digits and -._~/, not "foo".
                    --heartbeat-interval 0 | --heartbeat-interval must be a time such as 500ms, 30s, 2m, 1h or 7d, from 1s to 1h, not "0".
                    --insecure=perhaps     | --insecure must be true or false, not "perhaps".
                    --max-payload 2MiB     | --max-payload must be a size such as 512B, 16KiB or 1MiB, from 128B to 1048576B, not "2MiB".
                    --host [::1]           | --host must be a name or address of this machine, such as localhost, 127.0.0.1 or ::1, not "[::1]".
                    --allowed-origin https://a.example/ | --allowed-origin must be * or origins such as https://app.example.com or http://localhost:3000, separated by commas, with no path and no slash at the end, not "https://a.example/".
                    --allowed-host a.example:5000 | --allowed-host must be names such as gateway.example.com, separated by commas, with no scheme and no port, not "a.example:5000".
                    """)
    void refusesAWrongValueInOneSentence(String given, String sentence) {
        var run = CommandLineRun.of(given.split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).containsExactly(sentence);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void tellsTheMistakesOfAllSourcesAtOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("fundwire.toml"), "port = \"x\"");

        var run =
                CommandLineRun.in(
                        Map.of("FUNDWIRE_PATH", "foo"),
                        "serve",
                        "--config",
                        file.toString(),
                        "--max-connections",
                        "0");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines())
                .satisfiesExactly(
                        inFile ->
                                assertThat(inFile)
                                        .startsWith("port in line 1 of the file \"" + file),
                        inEnvironment ->
                                assertThat(inEnvironment)
                                        .startsWith("FUNDWIRE_PATH in the environment must be"),
                        flag -> assertThat(flag).startsWith("--max-connections must be"));
    }

    @Test
    void aRepeatedFlagWithAMistakeIsShownAsAWhole() {
        var run = CommandLineRun.of("--allowed-host", "a", "--allowed-host", "b:1");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .endsWith(", not the list \"a, b:1\".");
    }

    @Test
    void saysThatItsFileIsMissing() {
        assertThat(CommandLineRun.of("--config", "no-such-file.toml").errLines())
                .containsExactly("The file \"no-such-file.toml\" does not exist.");
        assertThat(
                        CommandLineRun.in(Map.of("FUNDWIRE_CONFIG", "nor-this.toml"), "serve")
                                .errLines())
                .containsExactly("The file \"nor-this.toml\" does not exist.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --prot 5000          | Unknown options: '--prot', '5000'; did you mean '--port'?
                    --prot=5000          | Unknown option: '--prot=5000'; did you mean '--port'?
                    --max-conections 5   | Unknown options: '--max-conections', '5'; did you mean '--max-connections'?
                    --confg              | Unknown option: '--confg'; did you mean '--config'?
                    serve --secure       | Unknown option: '--secure'; did you mean '--insecure'?
                    chek                 | Unmatched argument at index 0: 'chek'; did you mean 'check'?
                    """)
    void namesTheNearestToWhatItDoesNotKnow(String given, String sentence) {
        var run = CommandLineRun.of(given.split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).hasSize(2).first().isEqualTo(sentence);
        assertThat(run.errLines().getLast()).startsWith("Try: fundwire ").endsWith(" --help");
    }

    @Test
    void doesNotObeyWhatIsTypedIntoAnArgument() {
        assertThat(CommandLineRun.of("--pr\u001b[2Jot").err()).doesNotContain("\u001b");
        assertThat(CommandLineRun.of("--port", "\u001b[2J").err()).doesNotContain("\u001b");
        assertThat(CommandLineRun.of("ch\u001b[2Jek").err()).doesNotContain("\u001b");
    }

    @Test
    void listsEverySettingWithItsDefaultWhenAskedForHelp() {
        var run = CommandLineRun.of("serve", "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("--config=FILE", "--port=N", "Default: 5000.", "--insecure");
    }

    @Test
    void listsNoSecretAmongTheFlagsAndSaysWhereItBelongs() {
        assertThat(CommandLineRun.of("serve", "--help").out())
                .contains("--webhook-url=URL", "needs webhook-secret")
                .doesNotContain("--webhook-secret");

        var run = CommandLineRun.of("--webhook-secret", "whsec_AAAA");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("FUNDWIRE_WEBHOOK_SECRET").doesNotContain("AAAA");
    }
}
