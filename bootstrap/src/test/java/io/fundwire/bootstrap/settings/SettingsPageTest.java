package io.fundwire.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// docs/settings.md says what the catalog says, and its example is right.
class SettingsPageTest {

    private static final Pattern ROW = Pattern.compile("^\\| `.*\\|$", Pattern.MULTILINE);
    private static final Pattern EXAMPLE = Pattern.compile("```toml\\n(.*?)```", Pattern.DOTALL);

    private String page = "";

    @BeforeEach
    void readPage() throws IOException {
        page = Files.readString(Path.of("..", "docs", "settings.md"));
    }

    @Test
    void itsTablesHaveEverySettingAndNothingElse() {
        var names = Catalog.ALL.stream().map(SettingsPageTest::names).toList();
        var meanings = Catalog.ALL.stream().map(SettingsPageTest::meaning).toList();

        assertThat(ROW.matcher(page).results().map(MatchResult::group).toList())
                .hasSize(names.size() + meanings.size())
                .startsWith(names.toArray(String[]::new))
                .endsWith(meanings.toArray(String[]::new));
    }

    @Test
    void itsExampleIsAFileThatDecidesSomething(@TempDir Path folder) throws IOException {
        var examples = EXAMPLE.matcher(page).results().map(found -> found.group(1)).toList();
        assertThat(examples).isNotEmpty();

        for (String example : examples) {
            var file = Files.writeString(folder.resolve("example.toml"), example);

            assertThat(SettingsReader.read(Map.of(), Map.of(), Optional.of(file.toString())))
                    .isInstanceOfSatisfying(
                            SettingsReader.Outcome.Read.class,
                            read -> assertThat(read.choices().describe()).contains("(file)"));
        }
    }

    private static String names(Setting<?> setting) {
        String byDefault = setting.fallback().isEmpty() ? "none" : "`" + setting.fallback() + "`";
        return row(
                "`%s`%s".formatted(setting.flag(), setting.secret() ? " is refused" : ""),
                "`%s`".formatted(setting.variable()),
                "`%s`".formatted(setting.key()),
                byDefault);
    }

    private static String meaning(Setting<?> setting) {
        return row(
                "`%s`".formatted(setting.key()), setting.description(), setting.kind().expected());
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", List.of(cells)) + " |";
    }
}
