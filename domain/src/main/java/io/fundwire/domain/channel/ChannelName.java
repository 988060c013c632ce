package io.fundwire.domain.channel;

import java.util.Optional;
import java.util.regex.Pattern;

/// Names a channel: `<kind>:<id>` (protocol section 5).
///
/// @param value the whole name as it stands on the wire
public record ChannelName(String value) {

    /// The longest name, in characters.
    public static final int MAX_LENGTH = 32 + 1 + 128;

    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

    /// @throws IllegalArgumentException if `value` names no channel
    public ChannelName {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not the name of a channel: <kind>:<id>");
        }
    }

    /// The channel of that name; empty if no channel can have it.
    public static Optional<ChannelName> of(String text) {
        return isWellFormed(text) ? Optional.of(new ChannelName(text)) : Optional.empty();
    }

    /// The channel of that kind and id; empty if no channel can have them.
    public static Optional<ChannelName> of(String kind, String id) {
        return of(kind + ":" + id);
    }

    /// Whether a kind of channel may be called so.
    public static boolean isKind(String text) {
        return KIND.matcher(text).matches();
    }

    /// What kind of channel it is.
    public String kind() {
        return value.substring(0, value.indexOf(':'));
    }

    /// Which of its kind it is.
    public String id() {
        return value.substring(value.indexOf(':') + 1);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isWellFormed(String text) {
        int colon = text.indexOf(':');
        return colon > 0
                && text.length() <= MAX_LENGTH
                && isKind(text.substring(0, colon))
                && ID.matcher(text.substring(colon + 1)).matches();
    }
}
