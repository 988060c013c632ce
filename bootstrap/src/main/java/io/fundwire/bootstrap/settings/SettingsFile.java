package io.fundwire.bootstrap.settings;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;
import tools.jackson.dataformat.toml.TomlReadFeature;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Reads a TOML file of settings: `port = 5000`, `heartbeat-interval = "30s"`, `allowed-origin =
/// ["https://a.example"]`.
final class SettingsFile {

    /// Far more than all settings need: nobody means to have a log or a device read.
    private static final int MAX_BYTES = 64 * 1024;

    private static final TomlMapper MAPPER =
            TomlMapper.builder().enable(TomlReadFeature.PARSE_JAVA_TIME).build();

    private SettingsFile() {}

    /// What is in the file.
    sealed interface Outcome {

        /// By key.
        record Read(Map<String, Given> given) implements Outcome {}

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
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            var given = new TreeMap<String, Given>();
            MAPPER.readTree(text).forEachEntry((key, value) -> given.put(key, given(value)));
            return new Outcome.Read(given);
        } catch (CharacterCodingException binary) {
            return new Outcome.Unreadable("is not text in UTF-8");
        } catch (JacksonException malformed) {
            var location = malformed.getLocation();
            return new Outcome.Unreadable(
                    "is not right as TOML: see line %d"
                            .formatted(location == null ? 1 : Math.max(1, location.getLineNr())));
        }
    }

    private static Given given(JsonNode value) {
        if (isPlain(value)) {
            return new Given.Text(value.asString());
        }
        if (value.isArray() && value.valueStream().allMatch(SettingsFile::isPlain)) {
            return new Given.Texts(value.valueStream().map(JsonNode::asString).toList());
        }
        return new Given.Other(
                value.isObject()
                        ? "a table"
                        : value.isArray() ? "a list of more than plain values" : "a date or time");
    }

    private static boolean isPlain(JsonNode value) {
        return value.isString() || value.isNumber() || value.isBoolean();
    }
}
