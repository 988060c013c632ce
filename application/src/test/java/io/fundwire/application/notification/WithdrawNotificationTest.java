package io.fundwire.application.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Publisher;
import io.fundwire.application.fixtures.Stores;
import io.fundwire.application.fixtures.UnreliableStore;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.application.notification.WithdrawNotification.Outcome;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Envelope;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.NotificationId;
import io.fundwire.domain.notification.NotificationWithdrawn;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

final class WithdrawNotificationTest {

    private final VirtualClock clock = new VirtualClock();
    private final UnreliableStore store = new UnreliableStore();
    private final Core core = Core.of(Core.Settings.defaults().with(Stores.of(store)), clock);
    private final Publisher publisher = Publisher.in(core);
    private final Visitor phone = Visitor.named(core, "alice").settled();
    private final Visitor laptop = Visitor.named(core, "alice").settled();
    private final Visitor bob = Visitor.named(core, "bob").settled();

    @Test
    void everyClientOfAnAddresseeIsToldAndNobodyElse() {
        var fees = publisher.tells("fees", "alice");
        phone.settled();
        laptop.settled();

        assertThat(withdraw(fees)).isEqualTo(new Outcome.Over());

        var gone = Envelope.of(new NotificationWithdrawn(fees), clock.instant());
        assertThat(phone.readsEnvelopes()).containsExactly(gone);
        assertThat(laptop.readsEnvelopes()).containsExactly(gone);
        assertThat(bob.reads()).isEmpty();
    }

    @Test
    void whatWentToEveryoneIsTakenBackFromThose() {
        var fees = publisher.tellsEveryone("fees");
        phone.settled();
        bob.settled();
        var newcomer = Visitor.named(core, "newcomer").settled();

        withdraw(fees);

        assertThat(phone.reads()).containsExactly(new NotificationWithdrawn(fees));
        assertThat(bob.reads()).containsExactly(new NotificationWithdrawn(fees));
        assertThat(newcomer.reads()).isEmpty();
    }

    @Test
    void whatWentToEveryoneIsTakenBackFromThoseWhoWereAwayForLong() {
        bob.leaves();
        clock.advance(Audience.Everyone.SEEN_WITHIN.minusDays(1));
        var fees = publisher.lasting(PublishNotification.MAX_TTL).tellsEveryone("fees");
        clock.advance(Duration.ofDays(2));
        var returned = Visitor.named(core, "bob");
        assertThat(returned.readsTitles()).containsExactly("fees");

        withdraw(fees);

        assertThat(returned.reads()).containsExactly(new NotificationWithdrawn(fees));
    }

    @Test
    void whatStillWaitsIsNotWrittenAnyMore() {
        var fees = publisher.tells("fees", "alice");
        publisher.tells("rates", "alice");

        withdraw(fees);

        assertThat(phone.readsTitles()).containsExactly("rates");
    }

    @Test
    void whoComesLaterIsToldNothing() {
        var fees = publisher.tells("fees", "alice");
        withdraw(fees);

        assertThat(Visitor.named(core, "alice").readsTitles()).isEmpty();
    }

    @Test
    void aSecondTimeNobodyIsTold() {
        var fees = publisher.tells("fees", "alice");
        withdraw(fees);
        phone.settled();

        assertThat(withdraw(fees)).isEqualTo(new Outcome.Over());
        assertThat(phone.reads()).isEmpty();
    }

    @Test
    void whatHasExpiredIsOverAnyway() {
        var fees = publisher.lasting(Duration.ofSeconds(1)).tells("fees", "alice");
        phone.settled();
        clock.advance(Duration.ofSeconds(1));

        assertThat(withdraw(fees)).isEqualTo(new Outcome.Over());
        assertThat(phone.reads()).isEmpty();
    }

    @Test
    void whatIsUnknownIsNotFound() {
        assertThat(withdraw(new NotificationId("ntf_unknown"))).isEqualTo(new Outcome.NotFound());
    }

    @Test
    void whatCannotBeKeptIsToldToNobody() {
        var fees = publisher.tells("fees", "alice");
        phone.settled();
        store.breaksDown();

        assertThat(withdraw(fees)).isEqualTo(new Outcome.NotKept());

        assertThat(phone.reads()).isEmpty();
        assertThat(core.faults.places()).containsExactly("withdraw");
    }

    private Outcome withdraw(NotificationId notification) {
        List<Outcome> outcomes = new ArrayList<>();
        core.withdrawNotification.handle(notification, outcomes::add);
        assertThat(outcomes).hasSize(1);
        return outcomes.getFirst();
    }
}
