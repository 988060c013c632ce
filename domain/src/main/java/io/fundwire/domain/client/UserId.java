package io.fundwire.domain.client;

import java.util.Optional;

/// Names whom a client acts for: a named user, or an anonymous one, whose id is that of its client
/// (protocol section 1).
///
/// @param value 1 to [#MAX_LENGTH] characters, none of them a control character
public record UserId(String value) {

    /// The longest user id, in characters.
    public static final int MAX_LENGTH = 128;

    /// @throws IllegalArgumentException if `value` is not the text that a user id may be
    public UserId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not a user id of 1 to 128 characters");
        }
    }

    /// The user behind a client that did not name one.
    public static UserId anonymous(ClientId client) {
        return new UserId(client.value());
    }

    /// The user of that id, named or anonymous; empty if no user may have it.
    public static Optional<UserId> of(String id) {
        return isWellFormed(id) ? Optional.of(new UserId(id)) : Optional.empty();
    }

    /// The user of that name; empty if no user may call itself so.
    public static Optional<UserId> named(String name) {
        return of(name).filter(user -> !user.isAnonymous());
    }

    /// Whether this user ends with its client.
    public boolean isAnonymous() {
        return value.startsWith(ClientId.PREFIX);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isWellFormed(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LENGTH
                && text.chars().noneMatch(Character::isISOControl);
    }
}
