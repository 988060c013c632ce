package io.fundwire.adapters.http;

import static io.fundwire.domain.notification.Idempotency.MAX_KEY_LENGTH;

import io.fundwire.adapters.json.Fields;
import io.fundwire.adapters.json.InvalidField;

import java.util.Optional;
import java.util.regex.Pattern;

/// Reads by what name a publisher calls what it publishes: it may stand in the body, in a header,
/// or in both alike.
final class IdempotencyKey {

    static final String FIELD = "idempotencyKey";

    private static final String HEADER = "Idempotency-Key";

    /// A header can bear no others unharmed.
    private static final Pattern PRINTABLE =
            Pattern.compile("[ -~]{1,%d}".formatted(MAX_KEY_LENGTH));

    private IdempotencyKey() {}

    /// @throws InvalidField if it is not what it must be
    static Optional<String> read(ApiRequest request, Fields body) {
        var inBody = Optional.ofNullable(body.optionalText(FIELD, MAX_KEY_LENGTH));
        var inHeader = Optional.ofNullable(request.header(HEADER));
        inBody.ifPresent(key -> check(FIELD, key));
        inHeader.ifPresent(key -> check(HEADER, key));
        if (inBody.isPresent() && inHeader.isPresent() && !inBody.equals(inHeader)) {
            throw new InvalidField(
                    FIELD, "must be the same as in the %s header.".formatted(HEADER));
        }
        return inBody.or(() -> inHeader);
    }

    private static void check(String name, String key) {
        if (!PRINTABLE.matcher(key).matches()) {
            throw new InvalidField(
                    name, "must be 1 to %d printable ASCII characters.".formatted(MAX_KEY_LENGTH));
        }
    }
}
