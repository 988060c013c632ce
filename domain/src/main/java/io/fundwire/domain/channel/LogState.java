package io.fundwire.domain.channel;

/// What a channel's log holds, as of one moment.
///
/// @param epoch names this life of the log
/// @param lostUpTo messages up to this offset may be gone; what only was superseded is not lost
/// @param head the last offset that was given to a message; 0 before the first
public record LogState(String epoch, long lostUpTo, long head) {

    /// Whether all that follows `position` is still there, superseded messages aside.
    public boolean reaches(Position position) {
        return epoch.equals(position.epoch())
                && position.offset() >= lostUpTo
                && position.offset() <= head;
    }

    /// A position in this log.
    public Position at(long offset) {
        return new Position(epoch, offset);
    }
}
