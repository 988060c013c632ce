package io.fundwire.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.application.session.DrainServer.Outcome;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.session.CloseReason;
import io.fundwire.domain.session.ReconnectAdvice;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

final class DrainServerTest {

    private final Core core = Core.on(new VirtualClock());

    @Test
    void nothingIsLeftToDoWhenNobodyIsHere() {
        assertThat(drain(10)).isEqualTo(new Outcome.Empty());
        assertThat(core.phase.isDraining()).isTrue();
    }

    @Test
    void everybodyIsToldWhenToComeBackThenClosed() {
        var alice = Visitor.named(core, "alice").settled();

        drain(10);

        assertThat(alice.reads())
                .singleElement()
                .isInstanceOfSatisfying(
                        ReconnectAdvice.class,
                        advice -> {
                            assertThat(advice.delayMillis()).isBetween(2200L, 4000L);
                            assertThat(advice.reason())
                                    .isEqualTo("The server is restarting: reconnect.");
                        });
        assertThat(alice.closed()).contains(CloseReason.RESTARTING);
    }

    @Test
    void theClientsReturnAtDifferentTimes() {
        var visitors = visitors(20);

        drain(20);

        assertThat(visitors)
                .extracting(
                        visitor -> visitor.reads(ReconnectAdvice.class).getFirst().delayMillis())
                .satisfies(delays -> assertThat(delays.stream().distinct()).hasSizeGreaterThan(15));
    }

    @Test
    void eachCallSaysGoodbyeToOneBatch() {
        var visitors = visitors(5);

        drain(2);
        assertThat(closed(visitors)).isEqualTo(2);

        drain(2);
        assertThat(closed(visitors)).isEqualTo(4);

        drain(2);
        assertThat(closed(visitors)).isEqualTo(5);
    }

    @Test
    void nobodyIsToldTwice() {
        var alice = Visitor.named(core, "alice").settled();

        drain(1);
        drain(1);

        assertThat(alice.reads()).hasSize(1);
        assertThat(alice.connection().closes()).isEqualTo(1);
    }

    @Test
    void goesOnUntilTheLastConnectionIsGone() {
        var alice = Visitor.named(core, "alice");
        var bob = Visitor.named(core, "bob");

        assertThat(drain(10)).isEqualTo(new Outcome.StillConnected(2));

        alice.leaves();
        assertThat(drain(10)).isEqualTo(new Outcome.StillConnected(1));

        bob.leaves();
        assertThat(drain(10)).isEqualTo(new Outcome.Empty());
    }

    @Test
    void whoWasAdmittedJustBeforeIsSentAwayByTheNextCall() {
        drain(10);
        var late = Visitor.named(core, "late");

        drain(10);

        assertThat(late.closed()).contains(CloseReason.RESTARTING);
    }

    @Test
    void whatWaitedForAClientStillReachesIt() {
        var alice = Visitor.named(core, "alice");

        drain(10);

        assertThat(alice.reads()).hasSize(2);
    }

    private Outcome drain(int batch) {
        return core.drainServer.handle(new DrainServer.Input(batch));
    }

    private List<Visitor> visitors(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Visitor.named(core, "user-" + i).settled())
                .toList();
    }

    private static long closed(List<Visitor> visitors) {
        return visitors.stream().filter(visitor -> visitor.closed().isPresent()).count();
    }
}
