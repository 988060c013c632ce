package io.fundwire.adapters.json;

import org.jspecify.annotations.Nullable;

/// What was sent is not what it must be: a field, or the whole of it. Its message is one sentence
/// for the sender that names it and says what was expected.
public final class InvalidField extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String field;

    /// Names the field and what was expected of it.
    ///
    /// @param field the path to it, such as `data.conversationId`
    /// @param expected how the sentence goes on after the path
    public InvalidField(String field, String expected) {
        super(field + " " + expected, null, false, false);
        this.field = field;
    }

    private InvalidField(String sentence) {
        super(sentence, null, false, false);
        this.field = null;
    }

    /// Where no field can be named, since none could be read.
    static InvalidField malformed(String sentence) {
        return new InvalidField(sentence);
    }

    /// The path to the field; absent if none could be read.
    public @Nullable String field() {
        return field;
    }

    /// The sentence.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
