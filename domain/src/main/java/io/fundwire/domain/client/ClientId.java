package io.fundwire.domain.client;

import java.time.Instant;
import java.util.random.RandomGenerator;

/// Names one connected program (a tab, a phone): `client_<epoch millis>_<random>`, the random part
/// being 64 bits in base 36 (protocol section 1).
///
/// @param value the whole id as it stands on the wire
public record ClientId(String value) {

    /// What every client id begins with, and no user's name may.
    public static final String PREFIX = "client_";

    private static final int RADIX = 36;
    private static final int DIGITS_OF_64_BITS = 13;

    /// Makes a new id; as unguessable as `random` is.
    public static ClientId mint(Instant now, RandomGenerator random) {
        String digits = Long.toUnsignedString(random.nextLong(), RADIX);
        String padding = "0".repeat(DIGITS_OF_64_BITS - digits.length());
        return new ClientId(PREFIX + now.toEpochMilli() + "_" + padding + digits);
    }

    @Override
    public String toString() {
        return value;
    }
}
