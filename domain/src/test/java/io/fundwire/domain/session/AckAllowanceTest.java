package io.fundwire.domain.session;

import static io.fundwire.domain.session.AckAllowance.Payment.COUNTS;
import static io.fundwire.domain.session.AckAllowance.Payment.FREE;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.fixtures.Race;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

final class AckAllowanceTest {

    private final AckAllowance allowance = new AckAllowance();

    @Test
    void nothingIsFreeBeforeANotificationWasSent() {
        assertThat(allowance.spend()).isEqualTo(COUNTS);
    }

    @Test
    void eachNotificationSentMakesOneAcknowledgementFree() {
        allowance.grant();
        allowance.grant();

        assertThat(allowance.spend()).isEqualTo(FREE);
        assertThat(allowance.spend()).isEqualTo(FREE);
        assertThat(allowance.spend()).isEqualTo(COUNTS);
    }

    @Test
    void whatCountedAsAMessageIsNotOwedLater() {
        allowance.spend();
        allowance.spend();

        allowance.grant();

        assertThat(allowance.spend()).isEqualTo(FREE);
        assertThat(allowance.spend()).isEqualTo(COUNTS);
    }

    @Test
    void asManyAreFreeAsWereGrantedHoweverManyThreadsSpend() throws Exception {
        int runners = 4;
        int grantsEach = 5_000;
        var free = new AtomicInteger();

        Race.of(runners)
                .run(number -> {
                    for (int i = 0; i < grantsEach; i++) {
                        allowance.grant();
                        count(free);
                        count(free);
                    }
                });

        while (allowance.spend() == FREE) {
            free.incrementAndGet();
        }
        assertThat(free).hasValue(runners * grantsEach);
    }

    private void count(AtomicInteger free) {
        if (allowance.spend() == FREE) {
            free.incrementAndGet();
        }
    }
}
