package io.fundwire.bootstrap.settings;

import java.util.Map;
import java.util.stream.Collectors;

/// The value of every setting, and where each came from.
public final class Choices {

    private final Map<Setting<?>, Choice> choices;

    Choices(Map<Setting<?>, Choice> choices) {
        this.choices = choices;
    }

    /// The value of a setting.
    <T> T get(Setting<T> setting) {
        Choice choice = choices.get(setting);
        if (choice == null) {
            throw new IllegalArgumentException("not in the catalog: " + setting.key());
        }
        return setting.kind().reading().apply(choice.text()).orElseThrow();
    }

    /// All settings on one line, secrets hidden, with the source of those that somebody decided.
    public String describe() {
        return Catalog.ALL.stream().map(this::describe).collect(Collectors.joining(" "));
    }

    private String describe(Setting<?> setting) {
        Choice choice = choices.getOrDefault(setting, Choice.fallback(setting));
        String shown = setting.secret() ? "***" : choice.text();
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
    }
}
