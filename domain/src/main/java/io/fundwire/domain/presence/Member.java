package io.fundwire.domain.presence;

import io.fundwire.domain.client.UserId;
import io.fundwire.domain.message.Payload;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A user on a channel.
///
/// @param clients how many of its clients are there; none if they left a moment ago and may return
/// @param since when the first of them came
/// @param state what one of them said last of the user's state; absent if it has none
public record Member(UserId userId, int clients, Instant since, @Nullable Payload state) {

    /// The largest state, in bytes of UTF-8 (protocol section 7).
    public static final int MAX_STATE_BYTES = 1024;
}
