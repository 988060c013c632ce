package io.fundwire.adapters.json;

/// A field is missing or not what it must be. Its message is one sentence for the sender that names
/// the field and says what was expected.
public final class InvalidField extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /// @param field the path to it, such as `data.conversationId`
    /// @param expected how the sentence goes on after the path
    InvalidField(String field, String expected) {
        super(field + " " + expected, null, false, false);
        this.field = field;
    }

    /// The path to the field.
    public String field() {
        return field;
    }

    /// The sentence.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
