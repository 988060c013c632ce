package io.fundwire.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundwire.application.fixtures.FaultRecorder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class HousekeepingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FaultRecorder faults = new FaultRecorder();
    private final AtomicInteger swept = new AtomicInteger();
    private final AtomicInteger dusted = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final Housekeeping housekeeping =
            new Housekeeping(
                    List.of(
                            new Chore("sweep", Duration.ofMillis(5), this::sweep),
                            new Chore("dust", Duration.ofMillis(1), dusted::incrementAndGet)),
                    faults);

    @AfterEach
    void stop() {
        housekeeping.stop();
    }

    @Test
    void runsAllChoresAgainAndAgain() {
        housekeeping.start();

        await().atMost(PATIENCE).until(() -> swept.get() > 2 && dusted.get() > 2);
        assertThat(faults.places()).isEmpty();
    }

    @Test
    void runsAChoreAgainThatFailed() {
        failures.set(2);

        housekeeping.start();

        await().atMost(PATIENCE).until(() -> swept.get() > 3);
        assertThat(faults.places()).containsExactly("sweep", "sweep");
    }

    private void sweep() {
        swept.incrementAndGet();
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("the broom is broken");
        }
    }
}
