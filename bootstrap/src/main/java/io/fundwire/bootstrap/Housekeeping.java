package io.fundwire.bootstrap;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.fundwire.application.session.FaultLog;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/// Runs what is to be done again and again, on one thread.
final class Housekeeping {

    private final List<Chore> chores;
    private final FaultLog faults;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("fundwire-housekeeping").daemon().factory());

    Housekeeping(List<Chore> chores, FaultLog faults) {
        this.chores = List.copyOf(chores);
        this.faults = faults;
    }

    void start() {
        chores.forEach(this::start);
    }

    void stop() {
        timer.shutdownNow();
    }

    /// A chore that fails is reported and tried again: a timer would never run it again.
    private void start(Chore chore) {
        Runnable guarded =
                () -> {
                    try {
                        chore.work().run();
                    } catch (RuntimeException fault) {
                        faults.report(chore.name(), fault);
                    }
                };
        long millis = chore.every().toMillis();
        var _ = timer.scheduleWithFixedDelay(guarded, millis, millis, MILLISECONDS);
    }
}
