package io.fundwire.bootstrap.settings;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reads a TOML file of settings: `port = 5000`, `heartbeat-interval = "30s"`, `allowed-origin =
/// ["https://a.example"]`.
final class SettingsFile {

    private SettingsFile() {}

    /// What is in the file.
    sealed interface Outcome {

        /// From key to text.
        record Read(Map<String, String> texts) implements Outcome {}

        /// Nothing that can be used.
        record Unreadable(String sentence) implements Outcome {}
    }

    static Outcome read(Path file) {
        if (!Files.isReadable(file)) {
            return new Outcome.Unreadable("The file %s cannot be read.".formatted(file));
        }
        try {
            var texts = new TreeMap<String, String>();
            new TomlMapper()
                    .readTree(file)
                    .forEachEntry((key, value) -> texts.put(key, text(value)));
            return new Outcome.Read(texts);
        } catch (JacksonException malformed) {
            var location = malformed.getLocation();
            return new Outcome.Unreadable(
                    "The file %s is not TOML: see line %d."
                            .formatted(file, location == null ? 1 : location.getLineNr()));
        }
    }

    private static String text(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
                : value.asString("");
    }
}
