package io.fundwire.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.channel.ChannelKinds;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
        var names = Catalog.ALL.stream().map(SettingsPageTest::names);
        var meanings = Catalog.ALL.stream().map(SettingsPageTest::meaning);
        var options = KindOption.ALL.stream().map(SettingsPageTest::meaning);

        assertThat(rows().limit(rows().count() - KindOption.ALL.size()))
                .containsExactlyElementsOf(
                        Stream.of(names, meanings, options).flatMap(Function.identity()).toList());
    }

    /// As the last table has them, a column for each kind.
    @Test
    void itHasAllRulesOfTheDefaultKinds() {
        var names = List.of("conversation", "document", "job", "live");
        var texts = new HashMap<String, SequencedMap<String, String>>();
        rows().skip(rows().count() - KindOption.ALL.size())
                .map(row -> List.of(row.split("[ |`]+")))
                .forEach(cells ->
                        names.forEach(name ->
                                texts.computeIfAbsent(name, any -> new LinkedHashMap<>())
                                        .put(cells.get(1), cells.get(2 + names.indexOf(name)))));

        assertThat(page).contains("| the rules of | " + String.join(" | ", names) + " |");
        assertThat(ChannelKinds.DEFAULT.names()).isEqualTo(names);
        for (String name : names) {
            assertThat(texts.get(name).keySet())
                    .containsExactlyElementsOf(
                            KindOption.ALL.stream().map(KindOption::key).toList());
            assertThat(new KindRules("own", texts.get(name)).kind())
                    .usingRecursiveComparison()
                    .ignoringFields("name")
                    .isEqualTo(ChannelKinds.DEFAULT.named(name).orElseThrow());
        }
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

    private Stream<String> rows() {
        return ROW.matcher(page).results().map(MatchResult::group);
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

    private static String meaning(KindOption<?> option) {
        return row("`%s`".formatted(option.key()), option.description(), option.kind().expected());
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", List.of(cells)) + " |";
    }
}
