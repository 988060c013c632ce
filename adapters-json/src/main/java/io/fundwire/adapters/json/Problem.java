package io.fundwire.adapters.json;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// Why an HTTP request was refused, as a JSON object (RFC 9457).
///
/// @param type names the kind of problem and does not change
/// @param title the kind of problem in a few words
/// @param status the HTTP status
/// @param detail one sentence that says what was expected and what to do
/// @param field the field that was wrong, if it was one
public record Problem(
        String type, String title, int status, String detail, @Nullable String field) {

    /// The media type of the JSON text.
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:fundwire:problem:";

    /// A problem that no field is to blame for.
    ///
    /// @param kind the last part of its `type`, words joined by hyphens
    /// @param status the HTTP status
    /// @param detail says what was expected and what to do
    public static Problem of(String kind, int status, String detail) {
        return of(kind, title(kind), status, detail);
    }

    /// As above, where the kind of problem does not say it in words.
    public static Problem of(String kind, String title, int status, String detail) {
        return new Problem(TYPE_PREFIX + kind, title, status, detail, null);
    }

    /// A field is not what it must be, or there are none.
    public static Problem of(InvalidField invalid) {
        String field = invalid.field();
        return field == null
                ? of("malformed-body", 400, invalid.sentence())
                : new Problem(
                        TYPE_PREFIX + "invalid-field",
                        "Invalid field",
                        400,
                        invalid.sentence(),
                        field);
    }

    private static String title(String kind) {
        return kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1).replace('-', ' ');
    }
}
