package io.fundwire.application.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Publisher;
import io.fundwire.application.fixtures.Stores;
import io.fundwire.application.fixtures.UnreliableStore;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.DisconnectClient;
import io.fundwire.application.session.SessionListener;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.notification.AckRefused;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.session.Welcome;

import org.junit.jupiter.api.Test;

import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/// What a store that fails for a while costs, and what not.
final class UnreliableStoreTest {

    private final UnreliableStore store = new UnreliableStore();
    private final Core core =
            Core.of(Core.Settings.defaults().with(Stores.of(store)), new VirtualClock());
    private final Publisher publisher = Publisher.in(core);
    private final Visitor alice = Visitor.named(core, "alice").settled();

    @Test
    void whatCannotBeKeptIsToldToNobody() {
        store.breaksDown();

        var outcome = publisher.tries("fees", new Audience.Users(Set.of(People.user("alice"))));

        assertThat(outcome).isEqualTo(new PublishNotification.Outcome.NotKept());

        assertThat(alice.reads()).isEmpty();
    }

    @Test
    void anAcknowledgementThatCannotBeKeptIsToldToNobody() {
        var fees = publisher.tells("fees", "alice");
        alice.settled();
        var phone = Visitor.named(core, "alice").settled();
        store.breaksDown();

        alice.acknowledges(AckStatus.READ, fees);

        assertThat(alice.reads())
                .containsExactly(
                        new AckRefused(
                                ErrorCode.UNAVAILABLE,
                                "This could not be kept: acknowledge it again later."));

        assertThat(phone.reads()).isEmpty();
    }

    @Test
    void whoComesMeanwhileIsWelcomedAllTheSame() {
        publisher.tells("fees", "alice");
        store.breaksDown();

        var phone = Visitor.named(core, "alice");

        assertThat(phone.reads()).hasOnlyElementsOfType(Welcome.class);
        assertThat(core.faults.places()).containsExactly("arrival", "inbox feed");
    }

    @Test
    void whoLeavesMeanwhileIsGoneAllTheSame() {
        alice.types();
        var bob = Visitor.named(core, "bob").settled();
        store.breaksDown();

        alice.leaves();

        assertThat(core.clients.all()).containsExactly(bob.client());
        assertThat(bob.reads()).hasSize(1);
    }

    @Test
    void whoComesMeanwhileTakesPartAsSoonAsTheStoreWorksAgain() {
        store.breaksDown();
        var carol = Visitor.named(core, "carol").settled();
        var guest = Visitor.anonymous(core).settled();
        store.recovers();
        publisher.tellsEveryone("too early for both");
        core.tendNotifications.handle();

        publisher.tellsEveryone("to all");

        assertThat(carol.readsTitles()).containsExactly("to all");
        assertThat(guest.readsTitles()).containsExactly("to all");
        assertThat(Visitor.named(core, "carol").readsTitles()).containsExactly("to all");
    }

    @Test
    void whoComesAndGoesMeanwhileIsNotTriedAgain() {
        store.breaksDown();
        Visitor.named(core, "carol").leaves();
        Visitor.anonymous(core).leaves();
        store.recovers();
        core.tendNotifications.handle();

        publisher.tellsEveryone("to all");

        assertThat(core.store.counts().pending()).isEqualTo(2);
    }

    @Test
    void aClientThatFellBehindMeanwhileGoesOnWithTheNextNotification() {
        IntStream.range(0, 100).forEach(i -> publisher.tells("n" + i, "alice"));
        store.breaksDown();
        alice.settled();
        store.recovers();

        publisher.tells("next", "alice");

        assertThat(alice.readsTitles()).hasSize(37).endsWith("n99", "next");
    }

    @Test
    void whatGoesToEveryoneWhileAnArrivalIsNotKeptYetIsSentInItsOrder() {
        store.breaksDown();
        var phone = Visitor.named(core, "alice").settled();
        store.recovers();

        publisher.tells("first", "alice");
        publisher.tellsEveryone("to all");
        publisher.tells("last", "alice");

        assertThat(phone.readsTitles()).containsExactly("first", "to all", "last");
        core.tendNotifications.handle();
        assertThat(phone.readsTitles()).isEmpty();
    }

    @Test
    void whatCouldNotBeReadFollowsWithoutAnyNewNotification() {
        IntStream.range(0, 100).forEach(i -> publisher.tells("n" + i, "alice"));
        store.breaksDown();
        alice.settled();
        store.recovers();

        core.tendNotifications.handle();

        assertThat(alice.readsTitles()).hasSize(36).endsWith("n99");
    }

    @Test
    void whatCouldNotBeCountedIsCountedLater() {
        publisher.tells("fees", "alice");
        alice.leaves();
        store.whileItAnswers(store::breaksDown);
        var phone = Visitor.named(core, "alice");
        assertThat(phone.readsUnread()).isEmpty();
        store.recovers();

        core.tendNotifications.handle();

        assertThat(phone.readsUnread()).containsExactly(1L);
    }

    @Test
    void whoIsGoneBeforeItsArrivalWasSaidIsNotWaitedFor() {
        var left = new AtomicReference<Core>();
        SessionListener leaving =
                new SessionListener() {
                    @Override
                    public void connected(ConnectedClient client) {
                        left.get()
                                .disconnectClient
                                .handle(new DisconnectClient.Input(client, 1000));
                    }
                };
        left.set(Core.of(Core.Settings.defaults().with(leaving), new VirtualClock()));

        Visitor.anonymous(left.get());
        Publisher.in(left.get()).tellsEveryone("fees");

        assertThat(left.get().store.counts().pending()).isZero();
    }
}
