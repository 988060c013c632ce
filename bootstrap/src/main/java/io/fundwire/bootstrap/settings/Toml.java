package io.fundwire.bootstrap.settings;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;
import tools.jackson.dataformat.toml.TomlReadFeature;

import java.util.List;
import java.util.Optional;

/// A text in TOML, and where in it something stands, which the parser does not tell.
record Toml(String text) {

    private static final TomlMapper MAPPER =
            TomlMapper.builder().enable(TomlReadFeature.PARSE_JAVA_TIME).build();

    /// What it says.
    ///
    /// @throws JacksonException if it is no TOML
    JsonNode read() {
        return MAPPER.readTree(text);
    }

    /// The line on which a key or a table begins, counted from one; empty if it is not there.
    ///
    /// @param path from the topmost table on
    Optional<Integer> lineOf(List<String> path) {
        var header = new Toml("");
        var statement = new Toml("");
        int begin = 1;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            statement = statement.and(line);
            boolean isHeader = statement.text.stripLeading().startsWith("[");
            var found = (isHeader ? statement : header.and(statement.text)).tryRead();
            if (found.isPresent()) {
                if (has(found.get(), path)) {
                    return Optional.of(begin);
                }
                header = isHeader ? statement : header;
                statement = new Toml("");
                begin = number + 1;
            }
        }
        return Optional.empty();
    }

    private Toml and(String more) {
        return new Toml(text + more + "\n");
    }

    /// Empty where it is cut off within a value of several lines.
    private Optional<JsonNode> tryRead() {
        try {
            return Optional.of(read());
        } catch (JacksonException unfinished) {
            return Optional.empty();
        }
    }

    private static boolean has(JsonNode node, List<String> path) {
        for (String key : path) {
            node = node.path(key);
        }
        return !node.isMissingNode();
    }
}
