package io.fundwire.domain.session;

import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;

import java.time.Duration;
import java.time.Instant;

/// Whom a client may come back as (protocol section 5).
///
/// @param generation it is worth nothing once the client's generation is higher
/// @param expiresAt it is worth nothing from then on
public record ResumeToken(ClientId client, UserId user, long generation, Instant expiresAt) {

    /// The longest text that is looked at, in characters: no token is as long.
    public static final int MAX_LENGTH = 4096;

    /// The longest time that a token may be good for.
    public static final Duration MAX_WINDOW = Duration.ofDays(30);

    /// Whether it is over.
    public boolean isExpired(Instant now) {
        return !expiresAt.isAfter(now);
    }
}
