package io.fundwire.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.session.HeartbeatAck;

import org.junit.jupiter.api.Test;

import java.time.Duration;

final class RecordHeartbeatTest {

    private final VirtualClock clock = new VirtualClock();
    private final Core core = Core.on(clock);

    @Test
    void answersTheServersTimeToWhoAsked() {
        var alice = Visitor.named(core, "alice").settled();
        var bob = Visitor.named(core, "bob").settled();
        clock.advance(Duration.ofSeconds(30));

        alice.sendsHeartbeat();

        assertThat(alice.reads()).containsExactly(new HeartbeatAck(clock.instant()));
        assertThat(bob.reads()).isEmpty();
    }
}
