package io.fundwire.domain.notification;

import io.fundwire.domain.message.ConflationKey;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;

import java.util.Optional;

/// Tells all of a user's clients how many notifications the user has yet to see. A newer one
/// supersedes one that waits.
///
/// @param version rises with each change: of two counts the one with the higher version holds
public record Unread(long count, long version) implements ServerMessage {

    private record Key() implements ConflationKey {}

    @Override
    public String type() {
        return "unread";
    }

    @Override
    public Lane lane() {
        return Lane.INBOX;
    }

    @Override
    public Optional<ConflationKey> conflationKey() {
        return Optional.of(new Key());
    }
}
