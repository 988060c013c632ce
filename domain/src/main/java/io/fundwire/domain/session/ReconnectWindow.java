package io.fundwire.domain.session;

import java.util.random.RandomGenerator;

/// The time in which clients that lost their connection at once come back one after the other: each
/// draws its own delay, uniformly (protocol section 1).
///
/// @param minMillis the shortest delay
/// @param maxMillis the longest delay
public record ReconnectWindow(long minMillis, long maxMillis) {

    private static final long MIN_MILLIS = 200;
    private static final long MAX_MILLIS = 60_000;
    private static final long MILLIS_PER_CLIENT = 2;

    /// Sized so that `maxConnections` clients return at about 500 a second.
    public static ReconnectWindow forConnections(int maxConnections) {
        long spread = Math.clamp(MILLIS_PER_CLIENT * maxConnections, 2 * MIN_MILLIS, MAX_MILLIS);
        return new ReconnectWindow(MIN_MILLIS, spread);
    }

    /// One client's delay, in milliseconds.
    public long draw(RandomGenerator random) {
        return random.nextLong(minMillis, maxMillis + 1);
    }
}
