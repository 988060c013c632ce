package io.fundwire.domain.resume;

import io.fundwire.domain.channel.Position;
import io.fundwire.domain.message.ErrorCode;

import org.jspecify.annotations.Nullable;

/// How a client follows a channel that it came back to.
///
/// @param recovered whether nothing is missing between the position that the client named and this
///   one
/// @param missed how many messages of the log follow before what is published from now on
/// @param position where the messages that follow begin; absent if the client does not follow the
///   channel
/// @param error why it does not; absent if it does
public record ResumedChannel(
        boolean recovered, long missed, @Nullable Position position, @Nullable Refusal error) {

    /// Why a client does not follow a channel.
    ///
    /// @param message one sentence for the client's developer
    public record Refusal(ErrorCode code, String message) {}

    /// The client follows the channel.
    public static ResumedChannel from(Position position, boolean recovered, long missed) {
        return new ResumedChannel(recovered, missed, position, null);
    }

    /// The client does not follow the channel.
    public static ResumedChannel refused(ErrorCode code, String message) {
        return new ResumedChannel(false, 0, null, new Refusal(code, message));
    }
}
