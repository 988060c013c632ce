package io.fundwire.application.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Publisher;
import io.fundwire.application.fixtures.Stores;
import io.fundwire.application.fixtures.UnreliableStore;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.application.store.Receipt;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.NotificationWithdrawn;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

final class TendNotificationsTest {

    private final VirtualClock clock = new VirtualClock();
    private final UnreliableStore store = new UnreliableStore();
    private final Core core = Core.of(Core.Settings.defaults().with(Stores.of(store)), clock);
    private final Publisher publisher = Publisher.in(core);
    private final Publisher brief = publisher.lasting(Duration.ofSeconds(1));

    @Test
    void whatExpiresWhileItWaitsIsNotSentAndNobodyIsToldSo() {
        var alice = Visitor.named(core, "alice").settled();
        brief.tells("fees", "alice");
        clock.advance(Duration.ofSeconds(1));

        core.tendNotifications.handle();

        assertThat(alice.reads()).isEmpty();
        assertThat(core.store.counts().pending()).isZero();
    }

    @Test
    void moreThanABatchExpiresInOneGo() {
        IntStream.range(0, 1200).forEach(i -> brief.tells("n" + i, "alice"));
        clock.advance(Duration.ofSeconds(1));

        core.tendNotifications.handle();

        assertThat(core.store.counts().pending()).isZero();
    }

    @Test
    void whatEndedIsForgottenAfterTheRetention() {
        var fees = publisher.tells("fees", "alice");
        Visitor.named(core, "alice").acknowledges(AckStatus.READ, fees);
        clock.advance(Duration.ofDays(7));

        core.tendNotifications.handle();
        assertThat(core.showNotification.handle(fees)).isPresent();

        clock.advance(Duration.ofMillis(1));
        core.tendNotifications.handle();
        assertThat(core.showNotification.handle(fees)).isEmpty();
    }

    @Test
    void theInboxesOfAnonymousUsersEndWithTheResumeWindow() {
        var visitors =
                IntStream.range(0, 120).mapToObj(i -> Visitor.anonymous(core).settled()).toList();
        publisher.tellsEveryone("fees");
        visitors.forEach(Visitor::leaves);
        clock.advance(Core.RESUME_WINDOW);

        core.tendNotifications.handle();
        assertThat(core.store.counts().pending()).isEqualTo(120);

        clock.advance(Duration.ofMillis(1));
        core.tendNotifications.handle();
        assertThat(core.store.counts().pending()).isZero();
    }

    @Test
    void moreThanABatchIsForgottenInOneGo() {
        var ids = IntStream.range(0, 1200).mapToObj(i -> publisher.tells("nobody's")).toList();
        clock.advance(Duration.ofDays(8));

        core.tendNotifications.handle();

        assertThat(ids).allSatisfy(id -> assertThat(core.showNotification.handle(id)).isEmpty());
    }

    @Test
    void aStoreThatFailsIsAskedAgainTheNextTime() {
        brief.tells("fees", "alice");
        clock.advance(Duration.ofSeconds(1));
        store.breaksDown();
        core.tendNotifications.handle();
        assertThat(core.faults.places()).containsExactly("expire", "deadlines", "leave", "prune");
        store.recovers();

        core.tendNotifications.handle();

        assertThat(core.store.counts().pending()).isZero();
    }

    @Test
    void whoStaysForMonthsIsStillOneOfEveryone() {
        var alice = Visitor.named(core, "alice").settled();
        for (int hour = 0; hour < 24 * 40; hour++) {
            clock.advance(Duration.ofHours(1));
            core.tendNotifications.handle();
        }

        var fees = publisher.tellsEveryone("fees");

        assertThat(alice.readsTitles()).containsExactly("fees");
        core.withdrawNotification.handle(fees, outcome -> {});
        assertThat(alice.reads()).containsExactly(new NotificationWithdrawn(fees));
    }

    @Test
    void aChoreThatFailsUnexpectedlyIsBegunAgainTheNextTime() {
        var upkeep = new FailingUpkeep();
        var tending =
                new TendNotifications(
                        core.inboxes,
                        upkeep,
                        Duration.ofDays(7),
                        Duration.ofHours(24),
                        core.faults,
                        clock);
        var gone = new Ended(publisher.tells("fees"), 1, new Audience.Everyone());

        assertThatIllegalStateException().isThrownBy(tending::handle);
        upkeep.expired = List.of(gone);
        assertThatIllegalStateException().isThrownBy(tending::handle);
        tending.handle();

        assertThat(upkeep.asked).isEqualTo(4);
    }

    /// Fails the first time, and the time after something expired.
    private static final class FailingUpkeep implements NotificationUpkeep {

        private int asked;
        private List<Ended> expired = List.of();

        @Override
        public void expire(Instant now, int limit, Receipt<List<Ended>> receipt) {
            asked++;
            if (asked % 2 == 1) {
                throw new IllegalStateException("a fault");
            }
            var answer = expired;
            expired = List.of();
            receipt.kept(answer, 1);
        }

        @Override
        public void checkDeadlines(Instant now, int limit, Receipt<Integer> receipt) {
            receipt.kept(0, 1);
        }

        @Override
        public void endAbsent(
                Instant now, Instant goneBefore, int limit, Receipt<Integer> receipt) {
            receipt.kept(0, 1);
        }

        @Override
        public void prune(Instant now, Instant endedBefore, int limit, Receipt<Integer> receipt) {
            receipt.kept(0, 1);
        }
    }
}
