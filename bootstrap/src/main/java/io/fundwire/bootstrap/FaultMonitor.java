package io.fundwire.bootstrap;

import io.fundwire.application.health.HealthCheck;
import io.fundwire.application.session.FaultLog;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Logs faults, and has health say so for a minute.
final class FaultMonitor implements FaultLog, HealthCheck {

    private static final Logger log = LoggerFactory.getLogger(FaultMonitor.class);
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final InstantSource clock;
    private volatile @Nullable Fault last;

    FaultMonitor(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void report(String where, RuntimeException fault) {
        last = new Fault(where, clock.instant());
        log.error("fault: where={}", where, fault);
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
}
