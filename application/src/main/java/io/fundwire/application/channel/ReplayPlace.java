package io.fundwire.application.channel;

import io.fundwire.domain.channel.ReplayRange;

/// Where in a log a replay is.
///
/// @param epoch of the log
/// @param range what is yet to be sent
record ReplayPlace(String epoch, ReplayRange range) {

    /// Where it is when all up to an offset was sent.
    ReplayPlace beyond(long offset) {
        return new ReplayPlace(epoch, range.beyond(offset));
    }
}
