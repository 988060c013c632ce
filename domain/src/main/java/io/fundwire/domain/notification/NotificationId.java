package io.fundwire.domain.notification;

import java.time.Instant;
import java.util.random.RandomGenerator;

/// Names a notification; cannot be guessed, and sorts by the time of publishing to the millisecond.
///
/// @param value the whole id as it stands on the wire
public record NotificationId(String value) {

    /// The longest text that is looked up as an id, in characters.
    public static final int MAX_LENGTH = 64;

    /// Makes a new id; as unguessable as `random` is.
    public static NotificationId mint(Instant now, RandomGenerator random) {
        return new NotificationId(
                "ntf_%011x_%016x".formatted(now.toEpochMilli(), random.nextLong()));
    }

    @Override
    public String toString() {
        return value;
    }
}
