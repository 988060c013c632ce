package io.fundwire.application.notification;

import static io.fundwire.domain.notification.AckStatus.DISMISSED;
import static io.fundwire.domain.notification.AckStatus.READ;
import static io.fundwire.domain.notification.AckStatus.RECEIVED;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.GroupCommitStore;
import io.fundwire.application.fixtures.Publisher;
import io.fundwire.application.fixtures.Stores;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Envelope;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.notification.AckRefused;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.InboxStatus;
import io.fundwire.domain.notification.NotificationAcked;
import io.fundwire.domain.notification.NotificationDelivery;
import io.fundwire.domain.notification.NotificationId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

final class AcknowledgeNotificationTest {

    private final VirtualClock clock = new VirtualClock();
    private final Core core = Core.on(clock);
    private final Publisher publisher = Publisher.in(core).offering("approve", "reject");

    private final NotificationId fees = publisher.tells("fees", "alice");
    private final Visitor phone = Visitor.named(core, "alice").settled();
    private final Visitor laptop = Visitor.named(core, "alice").settled();
    private final Visitor bob = Visitor.named(core, "bob").settled();

    @Test
    void everyClientOfTheUserIsToldWhereItStandsNow() {
        phone.acknowledges(READ, fees);

        var acked = new NotificationAcked(fees, InboxStatus.READ, null, clock.instant());
        assertThat(phone.reads()).containsExactly(acked);
        assertThat(laptop.readsEnvelopes())
                .containsExactly(Envelope.about(phone.id(), acked, clock.instant()));
        assertThat(bob.reads()).isEmpty();
    }

    @Test
    void aRepetitionIsAnsweredToWhoAskedAndChangesNothing() {
        phone.acknowledges(READ, fees);
        var then = clock.instant();
        phone.settled();
        laptop.settled();
        clock.advance(Duration.ofSeconds(1));

        laptop.acknowledges(RECEIVED, fees);

        assertThat(laptop.reads())
                .containsExactly(new NotificationAcked(fees, InboxStatus.READ, null, then));
        assertThat(phone.reads()).isEmpty();
    }

    @Test
    void theFirstActionWins() {
        phone.acknowledges(new Acknowledgement(READ, "approve"), fees);
        laptop.settled();

        laptop.acknowledges(new Acknowledgement(DISMISSED, "reject"), fees);

        assertThat(laptop.reads(NotificationAcked.class))
                .containsExactly(
                        new NotificationAcked(
                                fees, InboxStatus.DISMISSED, "approve", clock.instant()));
    }

    @Test
    void anActionThatIsNotOfferedIsRefused() {
        phone.acknowledges(new Acknowledgement(READ, "postpone"), fees);

        assertThat(phone.reads())
                .containsExactly(
                        new AckRefused(
                                ErrorCode.INVALID_MESSAGE,
                                "data.actionId must be one of the actions of notification \"%s\"."
                                        .formatted(fees)));
        assertThat(laptop.reads()).isEmpty();
    }

    @Test
    void whatIsSomebodyElsesIsNotFound() {
        bob.acknowledges(READ, fees);

        assertThat(bob.reads())
                .containsExactly(
                        new AckRefused(
                                ErrorCode.NOT_FOUND,
                                "There is no notification \"%s\" in your inbox.".formatted(fees)));
        assertThat(phone.reads()).isEmpty();
    }

    @Test
    void manyAreAnsweredOneByOneInTheirOrder() {
        var report = publisher.tells("report", "alice");
        var unknown = new NotificationId("ntf_unknown");
        phone.settled();
        laptop.settled();

        phone.acknowledges(READ, report, unknown, fees);

        assertThat(phone.reads())
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(NotificationAcked.class),
                        second -> assertThat(second).isInstanceOf(AckRefused.class),
                        third -> assertThat(third).isInstanceOf(NotificationAcked.class));
        assertThat(laptop.reads(NotificationAcked.class))
                .extracting(NotificationAcked::notificationId)
                .containsExactly(report, fees);
    }

    /// So that one message keeps the disk no busier than another.
    @Test
    void manyAreOneChange() {
        var store = new GroupCommitStore();
        var other = Core.of(Core.Settings.defaults().with(Stores.of(store)), clock);
        var alice = Visitor.named(other, "alice");
        store.commit();
        List<NotificationId> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            other.publishNotification.handle(
                    Publisher.input("n" + i, "alice"),
                    outcome -> ids.add(((PublishNotification.Outcome.Published) outcome).id()));
        }
        store.commit();
        alice.settled();
        store.commit();

        alice.acknowledges(READ, ids.toArray(NotificationId[]::new));
        store.commit(1);

        assertThat(alice.reads(NotificationAcked.class)).hasSize(100);
        assertThat(alice.lastUnread()).contains(0L);
    }

    @Test
    void oneThatIsUnknownDoesNotStopTheOthers() {
        phone.acknowledges(READ, new NotificationId("ntf_unknown"), fees);

        assertThat(phone.reads(AckRefused.class)).hasSize(1);
        assertThat(core.store.counts().acknowledged()).isEqualTo(1);
    }

    @Test
    void whatWasAcknowledgedIsNotSentToTheUsersNextClient() {
        publisher.tells("report", "alice");
        phone.acknowledges(RECEIVED, fees);

        var tablet = Visitor.named(core, "alice");

        assertThat(tablet.readsTitles()).containsExactly("report");
    }

    @Test
    void anAnonymousClientAcknowledgesForItself() {
        var guest = Visitor.anonymous(core).settled();
        var welcome = publisher.tells("welcome", guest.user().value());
        assertThat(guest.reads(NotificationDelivery.class)).hasSize(1);

        guest.acknowledges(DISMISSED, welcome);

        assertThat(guest.reads())
                .containsExactly(
                        new NotificationAcked(
                                welcome, InboxStatus.DISMISSED, null, clock.instant()));
    }

    @Test
    void whatWaitsUnwrittenForAnotherClientIsNotWrittenAnyMore() {
        var report = publisher.tells("report", "alice");
        publisher.tells("news", "alice");

        phone.acknowledges(READ, report);

        assertThat(laptop.readsTitles()).containsExactly("news");
    }

    @Test
    void whatHasExpiredIsAnsweredAsThat() {
        var end = clock.instant().plusSeconds(1);
        var brief = publisher.lasting(Duration.ofSeconds(1)).tells("brief", "alice");
        phone.settled();
        clock.advance(Duration.ofSeconds(2));

        phone.acknowledges(READ, brief);

        assertThat(phone.reads())
                .containsExactly(new NotificationAcked(brief, InboxStatus.EXPIRED, null, end));
        assertThat(laptop.reads(NotificationAcked.class)).isEmpty();
    }

    @Test
    void whatWasWithdrawnIsAnsweredAsThat() {
        core.withdrawNotification.handle(fees, outcome -> {});
        var then = clock.instant();
        phone.settled();
        clock.advance(Duration.ofSeconds(2));

        phone.acknowledges(READ, fees);

        assertThat(phone.reads())
                .containsExactly(new NotificationAcked(fees, InboxStatus.WITHDRAWN, null, then));
    }
}
