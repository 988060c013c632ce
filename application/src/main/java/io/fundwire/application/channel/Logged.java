package io.fundwire.application.channel;

import io.fundwire.domain.channel.Position;

/// What came of a message that was to go into a log.
public sealed interface Logged {

    /// It is in the log.
    ///
    /// @param position its offset, in the epoch of the log
    record Kept(Position position) implements Logged {}

    /// It went in before, under the same publish id, and nothing was done now.
    ///
    /// @param offset what it got then
    record Repeated(long offset) implements Logged {}

    /// Its publish id was used for something else; it is not in the log.
    record IdTaken() implements Logged {}
}
