package io.fundwire.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks for a file, or a value of any setting, that is neither read nor refused with a sentence,
/// led by which code each one reaches.
class SettingsExplorationTest {

    @TempDir private Path folder;

    @FuzzTest(maxDuration = "1m")
    void whateverIsGivenIsReadOrRefusedWithASentence(byte[] bytes) throws IOException {
        String file = Files.write(folder.resolve("any.toml"), bytes).toString();
        assertReadOrRefused(SettingsReader.read(Map.of(), Map.of(), Optional.of(file)));

        String text = new String(bytes, UTF_8);
        var flags =
                Catalog.ALL.stream().collect(toMap(Setting::flag, setting -> List.of(text, text)));
        var variables = Catalog.ALL.stream().collect(toMap(Setting::variable, setting -> text));
        assertReadOrRefused(SettingsReader.read(flags, variables, Optional.empty()));
        assertReadOrRefused(
                SettingsReader.read(
                        Map.of(text, List.of(text)),
                        Map.of("FUNDWIRE_" + text, text),
                        Optional.empty()));
    }

    private static void assertReadOrRefused(SettingsReader.Outcome outcome) {
        switch (outcome) {
            case SettingsReader.Outcome.Read(var choices) -> {
                assertThat(ServerSettings.from(choices).path()).startsWith("/");
                assertPrintable(choices.describe());
            }
            case SettingsReader.Outcome.Rejected(var mistakes) -> {
                assertThat(mistakes).isNotEmpty();
                mistakes.forEach(SettingsExplorationTest::assertPrintable);
            }
        }
    }

    private static void assertPrintable(String line) {
        assertThat(line).isNotBlank().isEqualTo(Printable.text(line));
    }
}
