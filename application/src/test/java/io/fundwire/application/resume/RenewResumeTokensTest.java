package io.fundwire.application.resume;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.InMemoryResumeLedger;
import io.fundwire.application.fixtures.KeptAnswer;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.resume.RenewedResumeToken;
import io.fundwire.domain.session.CloseReason;
import io.fundwire.domain.session.ResumeToken;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class RenewResumeTokensTest {

    private static final Duration HALF_LIFE = Core.RESUME_WINDOW.dividedBy(2);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final VirtualClock clock = new VirtualClock();
    private final InMemoryResumeLedger ledger = new InMemoryResumeLedger();
    private final Core core = Core.of(Core.Settings.defaults().with(ledger), clock);
    private final Visitor alice = Visitor.named(core, "alice").settled();

    @Test
    void aTokenIsRenewedAtHalfItsLife() {
        clock.advance(HALF_LIFE.minus(MOMENT));
        core.renewResumeTokens.handle();
        assertThat(alice.reads()).isEmpty();

        clock.advance(MOMENT);
        core.renewResumeTokens.handle();

        assertThat(core.resumeTokens.read(alice.readsToken()).map(ResumeToken::expiresAt))
                .contains(clock.instant().plus(Core.RESUME_WINDOW));
    }

    @Test
    void aRenewedTokenIsRenewedAtHalfItsLifeToo() {
        clock.advance(HALF_LIFE);
        core.renewResumeTokens.handle();
        core.renewResumeTokens.handle();
        assertThat(alice.reads(RenewedResumeToken.class)).hasSize(1);

        clock.advance(HALF_LIFE);
        core.renewResumeTokens.handle();

        assertThat(alice.reads(RenewedResumeToken.class)).hasSize(1);
    }

    @Test
    void whoIsBeingClosedGetsNone() {
        core.delivery.close(alice.client(), CloseReason.SILENT);
        alice.settled();
        clock.advance(HALF_LIFE);

        core.renewResumeTokens.handle();

        assertThat(alice.reads()).isEmpty();
    }

    @Test
    void whoIsYetToSayAsWhomItComesBackGetsNone() {
        var newcomer = Visitor.comingBack(core);
        clock.advance(HALF_LIFE);

        core.renewResumeTokens.handle();

        assertThat(newcomer.reads()).isEmpty();
    }

    @Test
    void whatWasRevokedIsForgottenWhenNoTokenCanBeGoodAnyMore() {
        raise();
        clock.advance(ResumeToken.MAX_WINDOW);
        core.renewResumeTokens.handle();
        assertThat(ledger.generation(alice.id())).isEqualTo(1);

        clock.advance(Duration.ofDays(2));
        core.renewResumeTokens.handle();

        assertThat(ledger.generation(alice.id())).isZero();
    }

    private void raise() {
        KeptAnswer.<Long>of(receipt -> ledger.raise(alice.id(), clock.instant(), receipt));
    }
}
