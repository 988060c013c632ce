package io.fundwire.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.fixtures.Race;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

final class AwaitedWritesTest {

    private final AwaitedWrites writes = new AwaitedWrites();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void whileThereIsRoomNobodyWaits() {
        begin(AwaitedWrites.MAX - 1);

        writes.whenRoom(runs::incrementAndGet);

        assertThat(runs).hasValue(1);
    }

    @Test
    void withAsManyOnTheWayAsMayBeTheNextWaitsForTheFirstToEnd() {
        begin(AwaitedWrites.MAX);

        writes.whenRoom(runs::incrementAndGet);
        assertThat(runs).hasValue(0);

        writes.end();
        assertThat(runs).hasValue(1);

        writes.end();
        assertThat(runs).hasValue(1);
    }

    @Test
    void oneThatBeganTooManyEndsWithoutRoom() {
        begin(AwaitedWrites.MAX + 1);
        writes.whenRoom(runs::incrementAndGet);

        writes.end();
        assertThat(runs).hasValue(0);

        writes.end();
        assertThat(runs).hasValue(1);
    }

    @Test
    void whoeverEndsMeanwhileNobodyWaitsForEver() throws Exception {
        int rounds = 10_000;
        begin(AwaitedWrites.MAX - 1);

        Race.of(2)
                .run(number -> {
                    for (int i = 0; i < rounds; i++) {
                        if (number == 0) {
                            writes.begin();
                            writes.end();
                        } else {
                            writes.whenRoom(runs::incrementAndGet);
                            while (runs.get() == i) {
                                Thread.onSpinWait();
                            }
                        }
                    }
                });

        assertThat(runs).hasValue(rounds);
    }

    private void begin(int count) {
        for (int i = 0; i < count; i++) {
            writes.begin();
        }
    }
}
