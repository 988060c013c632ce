package io.fundwire.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.InMemoryResumeLedger;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.application.session.ExpelClient.Outcome;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.conversation.TypingChanged;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.ErrorReport;
import io.fundwire.domain.session.CloseReason;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class ExpelClientTest {

    private final Core core = Core.on(new VirtualClock());
    private final Visitor alice = Visitor.named(core, "alice").settled();
    private final Visitor bob = Visitor.named(core, "bob").settled();
    private final List<Outcome> outcomes = new ArrayList<>();

    @Test
    void theClientIsToldWhyAndThenClosed() {
        var outcome = expel(alice.id());

        assertThat(outcome).isEqualTo(new Outcome.Expelled());
        assertThat(alice.closed()).contains(CloseReason.EXPELLED);
        assertThat(alice.reads(ErrorReport.class))
                .containsExactly(
                        new ErrorReport(ErrorCode.FORBIDDEN, CloseReason.EXPELLED.sentence()));
    }

    @Test
    void whatWaitedIsStillGivenToIt() {
        bob.types();

        expel(alice.id());

        assertThat(alice.reads(TypingChanged.class)).hasSize(1);
    }

    @Test
    void nobodyElseIsConcerned() {
        expel(alice.id());

        assertThat(bob.closed()).isEmpty();
        assertThat(bob.reads()).isEmpty();
    }

    @Test
    void itIsToldNothingAfterTheFarewell() {
        expel(alice.id());
        alice.settled();

        bob.types();

        assertThat(alice.reads()).isEmpty();
    }

    @Test
    void whoIsExpelledTwiceIsClosedOnce() {
        expel(alice.id());

        assertThat(expel(alice.id())).isEqualTo(new Outcome.Expelled());
        assertThat(alice.connection().closes()).isEqualTo(1);
        assertThat(alice.reads(ErrorReport.class)).hasSize(1);
    }

    @Test
    void whoIsNotHereCannotBeExpelled() {
        alice.leaves();

        assertThat(expel(alice.id())).isEqualTo(new Outcome.NotHere());
        assertThat(expel(new ClientId("client_0_nobody"))).isEqualTo(new Outcome.NotHere());
        assertThat(alice.closed()).isEmpty();
    }

    @Test
    void itsPlaceIsFreeOnceItsConnectionIsGone() {
        var small = Core.of(Core.Settings.defaults().withMaxConnections(1), new VirtualClock());
        var only = Visitor.named(small, "carol");
        small.expelClient.handle(only.id(), outcome -> {});
        assertThat(small.hasRoom()).isFalse();

        only.leaves();

        assertThat(small.hasRoom()).isTrue();
    }

    @Test
    void itsTokensAreWorthNothingAnyMore() {
        var bobs = Visitor.named(core, "bob").readsToken();
        var carol = Visitor.named(core, "carol");
        String hers = carol.readsToken();

        expel(carol.id());

        assertThat(core.resumeTokens.read(hers)).isEmpty();
        assertThat(core.resumeTokens.read(bobs)).isPresent();
    }

    @Test
    void itIsClosedAlsoIfItCannotBeKeptThatItMustNotComeBack() {
        var ledger = new InMemoryResumeLedger();
        ledger.fails();
        var core = Core.of(Core.Settings.defaults().with(ledger), new VirtualClock());
        var carol = Visitor.named(core, "carol");

        core.expelClient.handle(carol.id(), outcomes::add);

        assertThat(outcomes).containsExactly(new Outcome.NotKept());
        assertThat(carol.closed()).contains(CloseReason.EXPELLED);
        assertThat(core.faults.places()).containsExactly("expel");
    }

    private Outcome expel(ClientId id) {
        core.expelClient.handle(id, outcomes::add);
        return outcomes.getLast();
    }
}
