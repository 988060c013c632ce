package io.fundwire.domain.session;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.time.Instant;

/// What each message is charged by.
@State(Scope.Benchmark)
public class RateLimitPieces {

    private static final int EACH_MILLIS = 25;

    private Instant now = Instant.parse("2026-11-23T01:00:00Z");
    private final RateLimit limit = new RateLimit(new Rate(50, 100), now, new DropNotice());

    /// One message that may pass.
    @Benchmark
    public RateLimit.Verdict admit() {
        now = now.plusMillis(EACH_MILLIS);
        return limit.admit(1, now);
    }
}
