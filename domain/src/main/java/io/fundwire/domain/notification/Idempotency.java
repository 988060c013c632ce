package io.fundwire.domain.notification;

import java.time.Duration;

/// By what a publisher says that it may be repeating itself (protocol section 4).
///
/// @param key the publisher's own name for what it publishes
/// @param fingerprint equal for equal contents and audiences
public record Idempotency(String key, String fingerprint) {

    /// The longest key, in characters.
    public static final int MAX_KEY_LENGTH = 128;

    /// For how long a key is remembered.
    public static final Duration REMEMBERED_FOR = Duration.ofHours(24);
}
