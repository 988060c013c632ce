package io.fundwire.bootstrap.settings;

import io.fundwire.adapters.json.Printable;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What one source says about one setting.
sealed interface Given {

    /// One value.
    record Text(String text) implements Given {}

    /// A list of a file's, or a flag that was repeated.
    record Texts(List<String> texts) implements Given {}

    /// A table of a file's.
    ///
    /// @param entries by key, in the order in which they were written
    record Table(SequencedMap<String, Given> entries) implements Given {}

    /// What no setting can be.
    ///
    /// @param noun what it is
    record Other(String noun) implements Given {}

    /// A flag's values, of which there is at least one.
    static Given flag(List<String> values) {
        return values.size() == 1 ? new Text(values.getFirst()) : new Texts(values);
    }

    /// The text that `kind` reads; empty if it has no meaning to it.
    default Optional<String> textFor(Kind<?> kind) {
        Optional<String> text =
                switch (this) {
                    case Text(var single) -> Optional.of(single);
                    case Texts(var several) ->
                            Optional.of(several)
                                    .filter(any -> kind.shape() == Kind.Shape.LIST)
                                    .map(list -> String.join(",", list));
                    case Table _, Other _ -> Optional.empty();
                };
        return text.filter(given -> kind.reading().apply(given).isPresent());
    }

    /// Completes "must be …, not".
    default String shown() {
        return switch (this) {
            case Text(var text) -> Printable.quote(withoutUser(text));
            case Texts(var texts) when texts.isEmpty() -> "an empty list";
            case Texts(var texts) ->
                    "the list " + Printable.quote(withoutUser(String.join(", ", texts)));
            case Table _ -> "a table";
            case Other(var noun) -> noun;
        };
    }

    /// A URL that is refused may have a password in it, up to the last `@`.
    private static String withoutUser(String text) {
        return text.replaceAll("(?s)//.*@", "//***@");
    }
}
