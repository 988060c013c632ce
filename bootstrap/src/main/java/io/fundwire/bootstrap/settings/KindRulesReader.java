package io.fundwire.bootstrap.settings;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.fundwire.adapters.json.Printable;
import io.fundwire.domain.channel.ChannelName;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// Reads what one source says about kinds of channels. All mistakes are found at once.
final class KindRulesReader {

    /// Completes "must be …".
    static final String EXPECTED =
            "kinds of channels such as ticker: storage=memory history-age=10m, separated by commas";

    private static final Map<String, KindOption<?>> KNOWN =
            KindOption.ALL.stream().collect(toMap(KindOption::key, identity()));

    private final SequencedMap<String, KindRules> kinds = new LinkedHashMap<>();
    private final List<String> mistakes = new ArrayList<>();

    private KindRulesReader() {}

    /// What was read.
    sealed interface Outcome {

        /// All of it is right.
        ///
        /// @param text says the same, for a flag
        record Read(String text) implements Outcome {}

        /// Something is not.
        ///
        /// @param mistakes a sentence for each
        record Rejected(List<String> mistakes) implements Outcome {}
    }

    /// One option as somebody wrote it.
    ///
    /// @param where it was written, which takes a while to find and is seldom asked
    private record Written(String option, Given value, Supplier<String> where) {}

    /// Reads all kinds.
    ///
    /// @param shownName what `given` is called where it was given
    /// @param where its parts are, if it is a table
    static Outcome read(Given given, String shownName, Where where) {
        var reader = new KindRulesReader();
        switch (given) {
            case Given.Text(var text) -> reader.take(text, shownName);
            case Given.Texts(var texts) -> reader.take(String.join(",", texts), shownName);
            case Given.Table(var tables) ->
                    tables.forEach((name, table) -> reader.take(name, table, where));
            case Given.Other(var noun) ->
                    reader.mistakes.add(
                            "%s must be %s, not %s.".formatted(shownName, EXPECTED, noun));
        }
        return reader.mistakes.isEmpty()
                ? new Outcome.Read(
                        reader.kinds.values().stream().map(KindRules::text).collect(joining(", ")))
                : new Outcome.Rejected(List.copyOf(reader.mistakes));
    }

    /// The kinds that a text is about; empty if there is a mistake in it.
    static Optional<List<KindRules>> read(String text) {
        var reader = new KindRulesReader();
        reader.take(text, "");
        return reader.mistakes.isEmpty()
                ? Optional.of(List.copyOf(reader.kinds.values()))
                : Optional.empty();
    }

    private void take(String text, String shownName) {
        String where = " in " + shownName;
        for (String item : text.split(",", -1)) {
            int colon = item.indexOf(':');
            if (colon > 0) {
                String name = item.substring(0, colon).strip();
                take(name, written(name, item.substring(colon + 1), where), () -> where);
            } else if (!item.isBlank()) {
                mistakes.add(
                        "%s must be %s, not %s."
                                .formatted(shownName, EXPECTED, Printable.quote(item.strip())));
            }
        }
    }

    private List<Written> written(String name, String options, String where) {
        var written = new ArrayList<Written>();
        for (String word : options.strip().replaceAll("\\s*=\\s*", "=").split("\\s+", -1)) {
            int equals = word.indexOf('=');
            if (equals >= 0) {
                written.add(
                        new Written(
                                word.substring(0, equals),
                                new Given.Text(word.substring(equals + 1)),
                                () -> where));
            } else if (!word.isEmpty()) {
                mistakes.add(
                        "The kind %s%s must have options such as history-age=10m, not %s."
                                .formatted(Printable.quote(name), where, Printable.quote(word)));
            }
        }
        return written;
    }

    private void take(String name, Given given, Where where) {
        Supplier<String> ofKind = () -> where.of(List.of(Catalog.KINDS.key(), name));
        if (given instanceof Given.Table(var options)) {
            var written = new ArrayList<Written>();
            options.forEach((option, value) ->
                    written.add(
                            new Written(
                                    option,
                                    value,
                                    () -> where.of(List.of(Catalog.KINDS.key(), name, option)))));
            take(name, written, ofKind);
        } else {
            mistakes.add(
                    "The kind %s%s must be a table of options such as history-age = \"10m\", not %s."
                            .formatted(Printable.quote(name), ofKind.get(), given.shown()));
        }
    }

    private void take(String name, List<Written> all, Supplier<String> where) {
        if (!ChannelName.isKind(name)) {
            mistakes.add(
                    "A kind of channels%s must be called by a letter from a to z and up to 31 more of"
                                    .formatted(where.get())
                            + " a-z, 0-9 and -, not %s.".formatted(Printable.quote(name)));
        }
        var texts = new LinkedHashMap<String, String>();
        all.forEach(written -> take(name, written, texts));
        if (kinds.putIfAbsent(name, new KindRules(name, texts)) != null) {
            mistakes.add(
                    "The kind %s is given a second time%s."
                            .formatted(Printable.quote(name), where.get()));
        }
    }

    private void take(String name, Written written, Map<String, String> texts) {
        Supplier<String> where =
                () -> " of the kind " + Printable.quote(name) + written.where().get();
        var option = KNOWN.get(written.option());
        if (option == null) {
            mistakes.add(
                    "There is no option %s%s; %s"
                            .formatted(
                                    Printable.quote(written.option()),
                                    where.get(),
                                    advice(written.option())));
            return;
        }
        var text = written.value().textFor(option.kind());
        if (text.isEmpty()) {
            mistakes.add(
                    "%s%s must be %s, not %s."
                            .formatted(
                                    option.key(),
                                    where.get(),
                                    option.kind().expected(),
                                    written.value().shown()));
        } else if (texts.putIfAbsent(option.key(), text.get()) != null) {
            mistakes.add("%s%s is given a second time.".formatted(option.key(), where.get()));
        }
    }

    /// In TOML all that follows the head of a table belongs to it.
    private static String advice(String wrong) {
        return Catalog.ALL.stream().anyMatch(setting -> setting.key().equals(wrong))
                ? "it is a setting, which stands before the first table of a file."
                : "did you mean " + Printable.quote(NearestName.to(wrong, KNOWN.keySet())) + "?";
    }
}
