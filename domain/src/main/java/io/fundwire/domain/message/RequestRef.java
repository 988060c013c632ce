package io.fundwire.domain.message;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// The request that a message answers.
///
/// @param id what the client called it; absent if it gave no id, and then the answer has no
///   `replyTo`
/// @param readAt when the request had been read: the start of the latency that health reports
public record RequestRef(@Nullable String id, Instant readAt) {

    /// The longest `id` of a request, in characters (protocol section 1).
    public static final int MAX_ID_LENGTH = 64;
}
