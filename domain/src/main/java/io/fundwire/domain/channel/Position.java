package io.fundwire.domain.channel;

/// Up to where a channel's log was followed (protocol section 5).
///
/// @param epoch names one life of the log; offsets of different epochs have nothing to do with each
///   other
/// @param offset of the last message; 0 before the first
public record Position(String epoch, long offset) {

    /// The longest epoch, in characters.
    public static final int MAX_EPOCH_LENGTH = 64;

    /// @throws IllegalArgumentException if `offset` is below zero
    public Position {
        if (offset < 0) {
            throw new IllegalArgumentException("an offset is not below zero");
        }
    }
}
