package io.fundwire.system;

import tools.jackson.databind.JsonNode;

import java.util.regex.Pattern;

/// What a server does, held against what a transcript says. Each method answers what the transcript
/// is to say from now on.
final class Comparison {

    private static final Pattern FILLER = Pattern.compile("<fill:(\\d+)>");

    private final Mode mode;
    private final Placeholders placeholders = new Placeholders();

    Comparison(Mode mode) {
        this.mode = mode;
    }

    enum Mode {
        /// What differs from the transcript is an error.
        COMPARE,
        /// What differs is written into the transcript.
        REWRITE
    }

    /// @param expected JSON with placeholders, or nothing yet
    /// @param receiver who got the message
    String message(String expected, JsonNode actual, String receiver) {
        var pattern = MessagePattern.of(expected);
        var differences = pattern.differences(actual, placeholders);
        if (differences.isEmpty()) {
            return expected;
        }
        if (mode == Mode.REWRITE) {
            return pattern.adaptedTo(actual, placeholders, receiver).toString();
        }
        throw new AssertionError(String.join("\n", differences) + "\nin " + actual);
    }

    boolean isLike(String expected, JsonNode actual) {
        return MessagePattern.of(expected).differences(actual, placeholders).isEmpty();
    }

    /// For what is not JSON: a status, a close code.
    String text(String expected, String actual) {
        if (mode == Mode.COMPARE && !expected.equals(actual)) {
            throw new AssertionError("It was: " + actual);
        }
        return actual;
    }

    /// What is really sent for what the transcript says.
    String expand(String text) {
        return FILLER.matcher(placeholders.fill(text))
                .replaceAll(filler -> "x".repeat(Integer.parseInt(filler.group(1))));
    }
}
