package io.fundwire.bootstrap.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads a TOML file of settings: `port = 5000`, `heartbeat-interval = "30s"`, `allowed-origin =
/// ["https://a.example"]`.
final class SettingsFile {

    /// Far more than all settings need: nobody means to have a log or a device read.
    private static final int MAX_BYTES = 64 * 1024;

    private SettingsFile() {}

    /// What is in the file.
    sealed interface Outcome {

        /// Settings, right or wrong.
        ///
        /// @param given by key
        /// @param toml where it stands
        record Read(SortedMap<String, Given> given, Toml toml) implements Outcome {}

        /// Nothing that can be used.
        ///
        /// @param why completes "The file …"
        record Unreadable(String why) implements Outcome {}
    }

    static Outcome read(String name) {
        byte[] bytes;
        try (InputStream file = Files.newInputStream(Path.of(name))) {
            bytes = file.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException missing) {
            return new Outcome.Unreadable("does not exist");
        } catch (IOException | InvalidPathException unreadable) {
            return new Outcome.Unreadable("cannot be read");
        }
        return bytes.length > MAX_BYTES
                ? new Outcome.Unreadable("has more than %d bytes".formatted(MAX_BYTES))
                : parse(bytes);
    }

    /// Reads what is in a file.
    static Outcome parse(byte[] bytes) {
        Toml toml;
        try {
            toml = new Toml(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException binary) {
            return new Outcome.Unreadable("is not text in UTF-8");
        }
        try {
            var given = new TreeMap<String, Given>();
            toml.read().forEachEntry((key, value) -> given.put(key, given(value)));
            return new Outcome.Read(given, toml);
        } catch (JacksonException malformed) {
            var fault = TomlFault.of(malformed, toml.text());
            return new Outcome.Unreadable(
                    "is not right as TOML: in line %d %s".formatted(fault.line(), fault.reason()));
        }
    }

    private static Given given(JsonNode value) {
        if (isPlain(value)) {
            return new Given.Text(value.asString());
        }
        if (value.isArray() && value.valueStream().allMatch(SettingsFile::isPlain)) {
            return new Given.Texts(value.valueStream().map(JsonNode::asString).toList());
        }
        if (value.isObject()) {
            var entries = new LinkedHashMap<String, Given>();
            value.forEachEntry((key, entry) -> entries.put(key, given(entry)));
            return new Given.Table(entries);
        }
        return new Given.Other(
                value.isArray() ? "a list of more than plain values" : "a date or time");
    }

    private static boolean isPlain(JsonNode value) {
        return value.isString() || value.isNumber() || value.isBoolean();
    }
}
