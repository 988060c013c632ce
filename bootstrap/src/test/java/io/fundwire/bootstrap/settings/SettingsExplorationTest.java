package io.fundwire.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.fundwire.adapters.json.Printable;
import io.fundwire.domain.fixtures.Simulation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/// Looks for a file, or a value of any setting, that is neither read nor refused with a sentence,
/// led by which code each one reaches.
class SettingsExplorationTest {

    private static final int FILES = 5_000;

    private static final List<String> SCRAPS =
            List.of(
                    "",
                    "0",
                    "1",
                    "-1",
                    "5000",
                    "1.5",
                    "1e999999999",
                    "0xff",
                    "inf",
                    "nan",
                    "true",
                    "30s",
                    "99999999999h",
                    "64KiB",
                    "none",
                    "ticker: keys=none",
                    "job: history-age=1d, x:",
                    "999999999999MiB",
                    "/ws",
                    "*",
                    "https://a.example",
                    "https://a.example/",
                    "[::1]",
                    "::1",
                    "1979-05-27",
                    "07:32:00",
                    "\\u0000",
                    "\\u001b[2J",
                    "\\uD800",
                    ",",
                    "'",
                    "#",
                    "\n");

    /// Of tables.
    private static final List<String> KEYS = List.of("a", "ticker", "job", "keys", "history-age");

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

    /// Lines that are nearly right, which exploring bytes seldom gets to.
    @Test
    void soAreFilesMadeUpOfKeysAndScraps() {
        var made = new AtomicInteger();
        var read = new AtomicInteger();
        Simulation.seeds(FILES)
                .run(random -> {
                    var toml = new StringBuilder();
                    for (int line = random.nextInt(4); line >= 0; line--) {
                        var setting = Catalog.ALL.get(random.nextInt(Catalog.ALL.size()));
                        toml.append(setting.key()).append(" = ").append(value(random)).append('\n');
                    }
                    Path file = Files.writeString(folder.resolve("made-up.toml"), toml);
                    var outcome =
                            SettingsReader.read(Map.of(), Map.of(), Optional.of(file.toString()));
                    assertReadOrRefused(outcome);
                    made.incrementAndGet();
                    if (outcome instanceof SettingsReader.Outcome.Read) {
                        read.incrementAndGet();
                    }
                });

        // One that refuses everything would show nothing; a single seed may well be refused.
        if (made.get() >= FILES) {
            assertThat(read).hasPositiveValue();
        }
    }

    private static String value(RandomGenerator random) {
        String scrap = SCRAPS.get(random.nextInt(SCRAPS.size()));
        return switch (random.nextInt(4)) {
            case 0 -> scrap;
            case 1 -> "\"" + scrap + "\"";
            case 2 -> "[" + value(random) + "," + value(random) + "]";
            default -> "{" + KEYS.get(random.nextInt(KEYS.size())) + " = " + value(random) + "}";
        };
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
