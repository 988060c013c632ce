package io.fundwire.domain.channel;

/// Where a subscriber begins in a log.
///
/// @param state what the log holds
/// @param recovered whether everything that follows the subscriber's position is in `range`
/// @param range what the subscriber is to be sent
/// @param missed how many messages there are in `range`
public record LogOpening(LogState state, boolean recovered, ReplayRange range, long missed) {

    /// Where the messages that follow begin: whoever has read up to here can go on from here.
    public Position position() {
        return state.at(missed == 0 && !recovered ? state.head() : range.keyedAfter());
    }
}
