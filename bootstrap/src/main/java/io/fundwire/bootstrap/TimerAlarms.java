package io.fundwire.bootstrap;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.fundwire.application.channel.Alarms;
import io.fundwire.application.session.FaultLog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/// Rings alarms on a thread of its own, which sleeps while none is set.
final class TimerAlarms implements Alarms {

    private static final Duration FARTHEST = Duration.ofDays(365);

    private final InstantSource clock;
    private final FaultLog faults;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("fundwire-alarms").daemon().factory());

    TimerAlarms(InstantSource clock, FaultLog faults) {
        this.clock = clock;
        this.faults = faults;
    }

    @Override
    public void at(Instant time, Runnable work) {
        Duration wait = Duration.between(clock.instant(), time);
        long nanos = (wait.compareTo(FARTHEST) < 0 ? wait : FARTHEST).toNanos();
        var _ = timer.schedule(() -> ring(work), Math.max(0, nanos), NANOSECONDS);
    }

    private void ring(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException fault) {
            faults.report("alarm", fault);
        }
    }
}
