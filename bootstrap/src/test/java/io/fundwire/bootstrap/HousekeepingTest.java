package io.fundwire.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundwire.application.conversation.Conversations;
import io.fundwire.application.conversation.ExpireTyping;
import io.fundwire.application.fixtures.FakeEndpoint;
import io.fundwire.application.fixtures.FaultRecorder;
import io.fundwire.application.fixtures.InMemoryNotificationStore;
import io.fundwire.application.fixtures.InMemoryWebhookQueue;
import io.fundwire.application.fixtures.ReadableFormat;
import io.fundwire.application.notification.Inboxes;
import io.fundwire.application.notification.SendWebhooks;
import io.fundwire.application.notification.TendNotifications;
import io.fundwire.application.session.Capacity;
import io.fundwire.application.session.ConnectedClients;
import io.fundwire.application.session.Delivery;
import io.fundwire.application.session.EvictSilentClients;
import io.fundwire.domain.notification.RetrySchedule;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Every chore asks a clock first, which shows whether it runs and can make it fail.
class HousekeepingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FaultRecorder faults = new FaultRecorder();
    private final BrittleClock typing = new BrittleClock();
    private final BrittleClock liveness = new BrittleClock();
    private final BrittleClock notifications = new BrittleClock();
    private final BrittleClock system = new BrittleClock();
    private final BrittleClock webhooks = new BrittleClock();
    private final Housekeeping housekeeping = housekeeping();

    @AfterEach
    void stop() {
        housekeeping.stop();
    }

    @Test
    void runsAllChoresAgainAndAgain() {
        housekeeping.start();

        await().atMost(PATIENCE)
                .until(() ->
                        typing.asked() > 2
                                && liveness.asked() > 1
                                && notifications.asked() > 5
                                && system.asked() > 2
                                && webhooks.asked() > 1);
        assertThat(faults.places()).isEmpty();
    }

    @Test
    void runsAChoreAgainThatFailed() {
        typing.failNext(2);

        housekeeping.start();

        await().atMost(PATIENCE).until(() -> typing.asked() > 3);
        assertThat(faults.places()).containsExactly("expire-typing", "expire-typing");
    }

    private Housekeeping housekeeping() {
        var clients = new ConnectedClients(new Capacity(1, 0));
        var delivery = new Delivery(new ReadableFormat(), liveness);
        var store = new InMemoryNotificationStore();
        return new Housekeeping(
                new EvictSilentClients(clients, delivery, liveness),
                new ExpireTyping(new Conversations(clients, delivery, typing)),
                new TendNotifications(
                        new Inboxes(clients, store, delivery, faults, liveness, Runnable::run),
                        store,
                        Duration.ofDays(7),
                        faults,
                        notifications),
                Optional.of(
                        new SendWebhooks(
                                new InMemoryWebhookQueue(),
                                new FakeEndpoint(),
                                RetrySchedule.DEFAULT,
                                faults,
                                webhooks,
                                new SplittableRandom(1))),
                new SteadyClock(system),
                new RefusalLog(),
                faults);
    }

    private static final class BrittleClock implements InstantSource {

        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger failuresLeft = new AtomicInteger();

        void failNext(int times) {
            failuresLeft.set(times);
        }

        int asked() {
            return asked.get();
        }

        @Override
        public Instant instant() {
            asked.incrementAndGet();
            if (failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new Fault("the clock stopped");
            }
            return Instant.EPOCH;
        }
    }
}
