package io.fundwire.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.ErrorReport;
import io.fundwire.domain.session.CloseReason;

import org.junit.jupiter.api.Test;

import java.time.Duration;

final class EvictSilentClientsTest {

    private final VirtualClock clock = new VirtualClock();
    private final Core core = Core.on(clock);
    private final Visitor alice = Visitor.named(core, "alice").settled();

    @Test
    void aClientThatWasHeardLatelyIsLeftAlone() {
        passes(Duration.ofSeconds(29));

        assertThat(alice.connection().pings()).isZero();
    }

    @Test
    void aQuietClientIsAskedOnceInAHeartbeatInterval() {
        passes(Duration.ofSeconds(30));
        assertThat(alice.connection().pings()).isEqualTo(1);

        passes(Duration.ofSeconds(29));
        assertThat(alice.connection().pings()).isEqualTo(1);

        passes(Duration.ofSeconds(1));
        assertThat(alice.connection().pings()).isEqualTo(2);
    }

    @Test
    void aClientSilentForTwoAndAHalfIntervalsIsToldAndClosed() {
        passes(Duration.ofSeconds(74));
        assertThat(alice.closed()).isEmpty();

        passes(Duration.ofSeconds(1));

        assertThat(alice.closed()).contains(CloseReason.SILENT);
        assertThat(alice.reads())
                .containsExactly(
                        new ErrorReport(
                                ErrorCode.UNAVAILABLE,
                                "Nothing was heard for too long: reconnect."));
    }

    @Test
    void itIsClosedOnceHoweverLongItsConnectionLasts() {
        passes(Duration.ofMinutes(5));

        assertThat(alice.connection().closes()).isEqualTo(1);
        assertThat(alice.reads()).hasSize(1);
    }

    @Test
    void aClientThatSpeaksNowAndThenStays() {
        for (int i = 0; i < 10; i++) {
            passes(Duration.ofSeconds(70));
            alice.speaks();
        }

        assertThat(alice.closed()).isEmpty();
    }

    @Test
    void eachClientIsJudgedByItsOwnSilence() {
        passes(Duration.ofSeconds(40));
        var bob = Visitor.named(core, "bob");

        passes(Duration.ofSeconds(35));

        assertThat(alice.closed()).contains(CloseReason.SILENT);
        assertThat(bob.closed()).isEmpty();
        assertThat(bob.connection().pings()).isEqualTo(1);
    }

    /// Time passes, and every second the server looks.
    private void passes(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            clock.advance(Duration.ofSeconds(1));
            core.evictSilentClients.handle();
        }
    }
}
