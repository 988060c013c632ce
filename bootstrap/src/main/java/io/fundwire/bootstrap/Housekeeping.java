package io.fundwire.bootstrap;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.fundwire.application.conversation.ExpireTyping;
import io.fundwire.application.notification.SendWebhooks;
import io.fundwire.application.notification.TendNotifications;
import io.fundwire.application.session.EvictSilentClients;
import io.fundwire.application.session.FaultLog;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/// Runs what is to be done again and again, on one thread.
final class Housekeeping {

    private static final long TYPING_MILLIS = 250;
    private static final long LIVENESS_MILLIS = 1000;
    private static final long NOTIFICATIONS_MILLIS = 1000;
    private static final long WEBHOOKS_MILLIS = 1000;
    private static final long CLOCK_MILLIS = 1000;
    private static final long REFUSALS_MILLIS = 60_000;

    private final EvictSilentClients evictSilentClients;
    private final ExpireTyping expireTyping;
    private final TendNotifications tendNotifications;
    private final Optional<SendWebhooks> sendWebhooks;
    private final SteadyClock clock;
    private final RefusalLog refusals;
    private final FaultLog faults;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("fundwire-housekeeping").daemon().factory());

    Housekeeping(
            EvictSilentClients evictSilentClients,
            ExpireTyping expireTyping,
            TendNotifications tendNotifications,
            Optional<SendWebhooks> sendWebhooks,
            SteadyClock clock,
            RefusalLog refusals,
            FaultLog faults) {
        this.evictSilentClients = evictSilentClients;
        this.expireTyping = expireTyping;
        this.tendNotifications = tendNotifications;
        this.sendWebhooks = sendWebhooks;
        this.clock = clock;
        this.refusals = refusals;
        this.faults = faults;
    }

    void start() {
        every(TYPING_MILLIS, "expire-typing", expireTyping::handle);
        every(LIVENESS_MILLIS, "evict-silent-clients", evictSilentClients::handle);
        every(NOTIFICATIONS_MILLIS, "tend-notifications", tendNotifications::handle);
        sendWebhooks.ifPresent(sender -> every(WEBHOOKS_MILLIS, "send-webhooks", sender::handle));
        every(CLOCK_MILLIS, "clock", clock::follow);
        every(REFUSALS_MILLIS, "refusals", refusals::report);
    }

    void stop() {
        timer.shutdownNow();
    }

    /// A chore that fails is reported and tried again: a timer would never run it again.
    private void every(long millis, String name, Runnable chore) {
        Runnable guarded =
                () -> {
                    try {
                        chore.run();
                    } catch (RuntimeException fault) {
                        faults.report(name, fault);
                    }
                };
        var _ = timer.scheduleWithFixedDelay(guarded, millis, millis, MILLISECONDS);
    }
}
