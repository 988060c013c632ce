package io.fundwire.bootstrap;

import io.fundwire.application.health.HealthCheck;
import io.fundwire.application.session.FaultLog;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Logs faults, and has health say so for a minute. What breaks again and again in one place in one
/// way is logged once a minute, with how often it did: a full disk must not fill up with the log of
/// it.
final class FaultMonitor implements FaultLog, HealthCheck {

    private static final Logger log = LoggerFactory.getLogger(FaultMonitor.class);
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<Repetition, Logged> logged = new ConcurrentHashMap<>();
    private volatile @Nullable Fault last;

    FaultMonitor(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void report(String where, RuntimeException fault) {
        last = new Fault(where, clock.instant());
        unloggedBefore(where, fault)
                .ifPresent(unlogged ->
                        log.error("fault: where={} unlogged={}", where, unlogged, fault));
    }

    /// How many of the kind went unlogged, if it is time to log one.
    Optional<Long> unloggedBefore(String where, RuntimeException fault) {
        Instant now = clock.instant();
        var state =
                logged.compute(
                        new Repetition(where, fault.getClass()),
                        (same, before) -> Logged.next(before, now));
        return state.left() == 0 ? Optional.of(state.before()) : Optional.empty();
    }

    @Override
    public Optional<String> problem() {
        Fault known = last;
        return known == null || clock.instant().isAfter(known.at().plus(REMEMBERED))
                ? Optional.empty()
                : Optional.of(
                        "A fault in %s was logged at %s.".formatted(known.where(), known.at()));
    }

    private record Fault(String where, Instant at) {}

    private record Repetition(String where, Class<?> kind) {}

    /// @param at when one was logged last
    /// @param left how many were not logged since
    /// @param before how many were not logged before that
    private record Logged(Instant at, long left, long before) {

        static Logged next(@Nullable Logged last, Instant now) {
            if (last == null) {
                return new Logged(now, 0, 0);
            }
            return now.isAfter(last.at.plus(REMEMBERED))
                    ? new Logged(now, 0, last.left)
                    : new Logged(last.at, last.left + 1, last.before);
        }
    }
}
