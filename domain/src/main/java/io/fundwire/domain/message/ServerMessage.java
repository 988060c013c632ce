package io.fundwire.domain.message;

import java.time.Instant;
import java.util.Optional;

/// Something the server tells clients: a record whose components are the fields of `data` on the
/// wire, under the same names.
///
/// An open set: any feature adds its own, and no transport needs to know.
public interface ServerMessage {

    /// The message's `type` on the wire.
    String type();

    /// Which lane it waits in.
    Lane lane();

    /// What it supersedes while it waits: an older message with an equal key is taken out of the
    /// outbox when this one goes in. Empty if every message of its kind must arrive.
    default Optional<ConflationKey> conflationKey() {
        return Optional.empty();
    }

    /// Whether there is no point in writing it any more, though it waits in the outbox.
    default boolean isOutdated(Instant now) {
        return false;
    }

    /// Whether listeners are told when it has reached a client's socket.
    default boolean isFollowed() {
        return false;
    }
}
