package io.fundwire.bootstrap.settings;

import io.fundwire.adapters.json.Printable;
import io.fundwire.bootstrap.settings.Choices.Choice;
import io.fundwire.bootstrap.settings.Choices.Source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Puts together what flags, environment and file say: a flag beats the environment, which beats
/// the file. All mistakes are found at once.
public final class SettingsReader {

    /// Names the file where no flag does.
    public static final String FILE_VARIABLE = Setting.ENVIRONMENT_PREFIX + "CONFIG";

    /// No settings: the other belongs to the script that starts the server.
    private static final Set<String> OTHER_VARIABLES =
            Set.of(FILE_VARIABLE, Setting.ENVIRONMENT_PREFIX + "JAVA_OPTS");

    private final List<Setting<?>> catalog;
    private final List<String> mistakes = new ArrayList<>();
    private final Set<Setting<?>> mistaken = new HashSet<>();
    private final LinkedHashMap<Setting<?>, Choice> choices = new LinkedHashMap<>();

    private SettingsReader(List<Setting<?>> catalog) {
        this.catalog = catalog;
        catalog.forEach(setting -> choices.put(setting, Choice.fallback(setting)));
    }

    /// What was read.
    public sealed interface Outcome {

        /// Every setting has a value.
        record Read(Choices choices) implements Outcome {}

        /// At least one has none.
        ///
        /// @param mistakes a sentence for each, fit for a terminal
        record Rejected(List<String> mistakes) implements Outcome {}
    }

    /// Reads all settings.
    ///
    /// @param flags from `--port` to the values that it was given, one at least
    /// @param environment all variables of the process, others' too
    /// @param flaggedFile the file that a flag names, if one does
    public static Outcome read(
            Map<String, List<String>> flags,
            Map<String, String> environment,
            Optional<String> flaggedFile) {
        return read(Catalog.ALL, flags, environment, flaggedFile);
    }

    /// As above, for the settings of another catalog.
    static Outcome read(
            List<Setting<?>> catalog,
            Map<String, List<String>> flags,
            Map<String, String> environment,
            Optional<String> flaggedFile) {
        var reader = new SettingsReader(catalog);
        // Later ones take the place of earlier ones.
        flaggedFile
                .or(() -> Optional.ofNullable(environment.get(FILE_VARIABLE)))
                .ifPresent(reader::takeFile);
        reader.takeEnvironment(environment);
        reader.takeFlags(flags);
        reader.findWhatIsNeeded();
        return reader.outcome();
    }

    private Outcome outcome() {
        return mistakes.isEmpty()
                ? new Outcome.Read(new Choices(choices))
                : new Outcome.Rejected(List.copyOf(mistakes));
    }

    /// Something needed that was given and is wrong has its sentence already.
    private void findWhatIsNeeded() {
        choices.forEach((setting, choice) ->
                setting.needs()
                        .filter(needed -> choice.isMade())
                        .filter(needed -> !choiceOf(needed).isMade())
                        .filter(needed -> !mistaken.contains(needed))
                        .ifPresent(needed ->
                                mistakes.add(
                                        "%s needs %s: give it %s."
                                                .formatted(
                                                        setting.key(),
                                                        needed.key(),
                                                        whereToGive(needed)))));
    }

    private Choice choiceOf(Setting<?> setting) {
        return choices.getOrDefault(setting, Choice.fallback(setting));
    }

    private static String whereToGive(Setting<?> setting) {
        return "as %s%s in the environment or as %s in a file"
                .formatted(
                        setting.secret() ? "" : setting.flag() + ", as ",
                        setting.variable(),
                        setting.key());
    }

    private void takeFile(String name) {
        String shown = "the file " + Printable.quote(name);
        switch (SettingsFile.read(name)) {
            case SettingsFile.Outcome.Read(var given, var toml) ->
                    take(
                            given,
                            Source.FILE,
                            path ->
                                    toml.lineOf(path)
                                            .map(" in line %d of "::formatted)
                                            .orElse(" in ")
                                            .concat(shown));
            case SettingsFile.Outcome.Unreadable(var why) ->
                    mistakes.add("%s %s.".formatted(shown.replaceFirst("the", "The"), why));
        }
    }

    private void takeEnvironment(Map<String, String> environment) {
        var own = new TreeMap<String, Given>();
        environment.forEach((name, text) -> {
            if (name.startsWith(Setting.ENVIRONMENT_PREFIX) && !OTHER_VARIABLES.contains(name)) {
                own.put(name, new Given.Text(text));
            }
        });
        take(own, Source.ENVIRONMENT, any -> " in the environment");
    }

    private void takeFlags(Map<String, List<String>> flags) {
        var given = new TreeMap<String, Given>();
        flags.forEach((name, texts) -> given.put(name, Given.flag(texts)));
        take(given, Source.FLAG, any -> "");
    }

    private void take(SortedMap<String, Given> all, Source source, Where where) {
        Map<String, Setting<?>> known =
                catalog.stream().collect(Collectors.toMap(source::nameOf, Function.identity()));
        all.forEach((name, given) -> {
            Setting<?> setting = known.get(name);
            if (setting == null) {
                mistakes.add(
                        "There is no setting %s%s; did you mean %s?"
                                .formatted(
                                        Printable.quote(name),
                                        where.of(List.of(name)),
                                        Printable.quote(NearestName.to(name, known.keySet()))));
            } else if (setting.equals(Catalog.KINDS)) {
                takeKinds(given, source, name, where);
            } else {
                take(setting, given, source, name, where);
            }
        });
    }

    /// What of it is wrong is said of each part.
    private void takeKinds(Given given, Source source, String name, Where where) {
        String shownName = name + where.of(List.of(name));
        switch (KindRulesReader.read(given, shownName, where)) {
            case KindRulesReader.Outcome.Read(var text) ->
                    choices.put(Catalog.KINDS, new Choice(text, source));
            case KindRulesReader.Outcome.Rejected(var sentences) -> mistakes.addAll(sentences);
        }
    }

    private void take(Setting<?> setting, Given given, Source source, String name, Where where) {
        Optional<String> text = given.textFor(setting.kind());
        if (setting.secret() && source == Source.FLAG) {
            mistaken.add(setting);
            mistakes.add(
                    "%s is no flag, which all users of this machine could read: give it %s."
                            .formatted(setting.key(), whereToGive(setting)));
        } else if (text.isPresent()) {
            choices.put(setting, new Choice(text.get(), source));
        } else {
            mistaken.add(setting);
            String shown = setting.secret() ? "" : ", not " + given.shown();
            mistakes.add(
                    "%s%s must be %s%s."
                            .formatted(
                                    name,
                                    where.of(List.of(name)),
                                    setting.kind().expected(),
                                    shown));
        }
    }
}
