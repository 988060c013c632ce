package io.fundwire.adapters.json;

import org.jspecify.annotations.Nullable;

/// Why an HTTP request was refused, as a JSON object (RFC 9457).
///
/// @param type names the kind of problem and does not change
/// @param title the kind of problem in a few words
/// @param status the HTTP status
/// @param detail one sentence that says what was expected and what to do
/// @param field the field of the body that was wrong, if it was one
public record Problem(
        String type, String title, int status, String detail, @Nullable String field) {

    /// The media type of the JSON text.
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:fundwire:problem:";

    /// A problem that no field is to blame for.
    ///
    /// @param kind the last part of its `type`, words joined by hyphens
    public static Problem of(String kind, String title, int status, String detail) {
        return new Problem(TYPE_PREFIX + kind, title, status, detail, null);
    }

    /// A field of the body is not what it must be.
    public static Problem of(InvalidField invalid) {
        return new Problem(
                TYPE_PREFIX + "invalid-field",
                "Invalid field",
                400,
                invalid.sentence(),
                invalid.field());
    }
}
