package io.fundwire.bootstrap.settings;

import io.fundwire.bootstrap.settings.Choices.Choice;
import io.fundwire.bootstrap.settings.Choices.Source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Puts together what flags, environment and file say: a flag beats the environment, which beats
/// the file. All mistakes are found at once.
public final class SettingsReader {

    /// Names the file where no flag does.
    public static final String FILE_VARIABLE = Setting.ENVIRONMENT_PREFIX + "CONFIG";

    /// Belongs to the script that starts the server.
    private static final String JVM_VARIABLE = Setting.ENVIRONMENT_PREFIX + "JAVA_OPTS";

    private final List<String> mistakes = new ArrayList<>();
    private final Map<Setting<?>, Choice> choices = new HashMap<>();

    private SettingsReader() {}

    /// What was read.
    public sealed interface Outcome {

        /// Every setting has a value.
        record Read(Choices choices) implements Outcome {}

        /// At least one has none.
        ///
        /// @param mistakes a sentence for each
        record Rejected(List<String> mistakes) implements Outcome {}
    }

    /// Reads all settings.
    ///
    /// @param flags from key to text
    /// @param environment all variables of the process, others' too
    /// @param flaggedFile the file that a flag names, if one does
    public static Outcome read(
            Map<String, String> flags,
            Map<String, String> environment,
            Optional<Path> flaggedFile) {
        return new SettingsReader().readAll(flags, environment, flaggedFile);
    }

    private Outcome readAll(
            Map<String, String> flags,
            Map<String, String> environment,
            Optional<Path> flaggedFile) {
        Map<String, String> own = new HashMap<>(environment);
        own.keySet().removeIf(name -> !name.startsWith(Setting.ENVIRONMENT_PREFIX));
        own.remove(JVM_VARIABLE);
        String namedFile = own.remove(FILE_VARIABLE);
        var file = flaggedFile.or(() -> Optional.ofNullable(namedFile).map(Path::of));

        take(
                fromFile(file),
                Setting::key,
                Source.FILE,
                "in " + file.map(Path::toString).orElse(""));
        take(own, Setting::variable, Source.ENVIRONMENT, "in the environment");
        take(flags, Setting::key, Source.FLAG, "as a flag");
        for (Setting<?> setting : Catalog.ALL) {
            choices.putIfAbsent(setting, Choice.fallback(setting));
        }
        return mistakes.isEmpty()
                ? new Outcome.Read(new Choices(choices))
                : new Outcome.Rejected(List.copyOf(mistakes));
    }

    private Map<String, String> fromFile(Optional<Path> file) {
        if (file.isEmpty()) {
            return Map.of();
        }
        return switch (SettingsFile.read(file.get())) {
            case SettingsFile.Outcome.Read(var texts) -> texts;
            case SettingsFile.Outcome.Unreadable(var sentence) -> {
                mistakes.add(sentence);
                yield Map.of();
            }
        };
    }

    /// Later sources take the place of earlier ones.
    private void take(
            Map<String, String> texts,
            Function<Setting<?>, String> name,
            Source source,
            String where) {
        Map<String, Setting<?>> known =
                Catalog.ALL.stream().collect(Collectors.toMap(name, Function.identity()));
        texts.forEach((key, text) -> {
            Setting<?> setting = known.get(key);
            if (setting == null) {
                mistakes.add(
                        "There is no setting \"%s\" (%s); did you mean \"%s\"?"
                                .formatted(key, where, NearestName.to(key, known.keySet())));
            } else if (setting.kind().reading().apply(text).isEmpty()) {
                mistakes.add(
                        "%s (%s) must be %s.".formatted(key, where, setting.kind().expected()));
            } else {
                choices.put(setting, new Choice(text, source));
            }
        });
    }
}
