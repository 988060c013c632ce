package io.fundwire.bootstrap.settings;

import io.fundwire.adapters.json.Printable;

import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// The value of every setting, and where each came from.
public final class Choices {

    private final SequencedMap<Setting<?>, Choice> choices;

    /// @param choices in the order in which people are shown them
    Choices(SequencedMap<Setting<?>, Choice> choices) {
        this.choices = choices;
    }

    /// The value of a setting that always has one.
    <T> T get(Setting<T> setting) {
        return read(setting, choiceOf(setting).text()).orElseThrow();
    }

    /// The value of a setting that has none unless somebody decides.
    <T> Optional<T> find(Setting<T> setting) {
        Choice choice = choiceOf(setting);
        return choice.isMade() ? read(setting, choice.text()) : Optional.empty();
    }

    private static <T> Optional<T> read(Setting<T> setting, String text) {
        return setting.kind().reading().apply(text);
    }

    private Choice choiceOf(Setting<?> setting) {
        Choice choice = choices.get(setting);
        if (choice == null) {
            throw new IllegalArgumentException("not in the catalog: " + setting.key());
        }
        return choice;
    }

    /// All settings on one line, secrets hidden, with the source of those that somebody decided.
    public String describe() {
        return choices.entrySet().stream().map(Choices::describe).collect(Collectors.joining(" "));
    }

    private static String describe(Map.Entry<Setting<?>, Choice> entry) {
        Setting<?> setting = entry.getKey();
        Choice choice = entry.getValue();
        String shown = setting.secret() && choice.isMade() ? "***" : Printable.text(choice.text());
        return choice.source() == Source.FALLBACK
                ? setting.key() + "=" + shown
                : "%s=%s(%s)".formatted(setting.key(), shown, choice.source().label());
    }

    /// What was decided about one setting.
    ///
    /// @param text as it was written
    record Choice(String text, Source source) {

        static Choice fallback(Setting<?> setting) {
            return new Choice(setting.fallback(), Source.FALLBACK);
        }

        /// Whether there is something, be it by default.
        boolean isMade() {
            return !text.isEmpty();
        }
    }

    /// Where a decision came from.
    enum Source {
        FLAG("flag"),
        ENVIRONMENT("environment"),
        FILE("file"),
        FALLBACK("default");

        private final String label;

        Source(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        /// What the setting is called there.
        String nameOf(Setting<?> setting) {
            return switch (this) {
                case FLAG -> setting.flag();
                case ENVIRONMENT -> setting.variable();
                case FILE, FALLBACK -> setting.key();
            };
        }
    }
}
