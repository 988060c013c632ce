package io.fundwire.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.application.session.ExpelClient.Outcome;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.conversation.TypingChanged;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.ErrorReport;
import io.fundwire.domain.session.CloseReason;

import org.junit.jupiter.api.Test;

final class ExpelClientTest {

    private final Core core = Core.on(new VirtualClock());
    private final Visitor alice = Visitor.named(core, "alice").settled();
    private final Visitor bob = Visitor.named(core, "bob").settled();

    @Test
    void theClientIsToldWhyAndThenClosed() {
        var outcome = core.expelClient.handle(alice.id());

        assertThat(outcome).isEqualTo(new Outcome.Expelled());
        assertThat(alice.closed()).contains(CloseReason.EXPELLED);
        assertThat(alice.reads(ErrorReport.class))
                .containsExactly(
                        new ErrorReport(ErrorCode.FORBIDDEN, CloseReason.EXPELLED.sentence()));
    }

    @Test
    void whatWaitedIsStillGivenToIt() {
        bob.types();

        core.expelClient.handle(alice.id());

        assertThat(alice.reads(TypingChanged.class)).hasSize(1);
    }

    @Test
    void nobodyElseIsConcerned() {
        core.expelClient.handle(alice.id());

        assertThat(bob.closed()).isEmpty();
        assertThat(bob.reads()).isEmpty();
    }

    @Test
    void itIsToldNothingAfterTheFarewell() {
        core.expelClient.handle(alice.id());
        alice.settled();

        bob.types();

        assertThat(alice.reads()).isEmpty();
    }

    @Test
    void whoIsExpelledTwiceIsClosedOnce() {
        core.expelClient.handle(alice.id());

        assertThat(core.expelClient.handle(alice.id())).isEqualTo(new Outcome.Expelled());
        assertThat(alice.connection().closes()).isEqualTo(1);
        assertThat(alice.reads(ErrorReport.class)).hasSize(1);
    }

    @Test
    void whoIsNotHereCannotBeExpelled() {
        alice.leaves();

        assertThat(core.expelClient.handle(alice.id())).isEqualTo(new Outcome.NotHere());
        assertThat(core.expelClient.handle(new ClientId("client_0_nobody")))
                .isEqualTo(new Outcome.NotHere());
        assertThat(alice.closed()).isEmpty();
    }

    @Test
    void itsPlaceIsFreeOnceItsConnectionIsGone() {
        var small = Core.of(Core.Settings.defaults().withMaxConnections(1), new VirtualClock());
        var only = Visitor.named(small, "carol");
        small.expelClient.handle(only.id());
        assertThat(small.hasRoom()).isFalse();

        only.leaves();

        assertThat(small.hasRoom()).isTrue();
    }
}
