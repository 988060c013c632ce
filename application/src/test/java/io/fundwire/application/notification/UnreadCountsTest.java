package io.fundwire.application.notification;

import static io.fundwire.domain.notification.AckStatus.DISMISSED;
import static io.fundwire.domain.notification.AckStatus.READ;
import static io.fundwire.domain.notification.AckStatus.RECEIVED;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Publisher;
import io.fundwire.application.fixtures.ReadableFormat;
import io.fundwire.application.fixtures.Stores;
import io.fundwire.application.fixtures.UnreliableStore;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.application.session.Delivery;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.notification.Unread;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// How many notifications a user has yet to see, as the user's clients are told.
final class UnreadCountsTest {

    private final VirtualClock clock = new VirtualClock();
    private final UnreliableStore store = new UnreliableStore();
    private final Core core = Core.of(Core.Settings.defaults().with(Stores.of(store)), clock);
    private final Publisher publisher = Publisher.in(core);

    @Test
    void aNamedUserIsToldOnArrival() {
        publisher.tells("fees", "alice", "bob");
        publisher.tells("rates", "alice");

        assertThat(Visitor.named(core, "alice").readsUnread()).containsExactly(2L);
        assertThat(Visitor.named(core, "carol").readsUnread()).containsExactly(0L);
    }

    @Test
    void anAnonymousUserIsToldOfItsFirst() {
        var guest = Visitor.anonymous(core);
        assertThat(guest.readsUnread()).isEmpty();

        publisher.tellsEveryone("fees");

        assertThat(guest.readsUnread()).containsExactly(1L);
    }

    @Test
    void allOfAUsersClientsAreToldWhenTheNumberChanges() {
        var phone = Visitor.named(core, "alice").settled();
        var laptop = Visitor.named(core, "alice").settled();
        var bob = Visitor.named(core, "bob").settled();

        var fees = publisher.tells("fees", "alice");
        assertThat(phone.readsUnread()).containsExactly(1L);
        assertThat(laptop.readsUnread()).containsExactly(1L);

        phone.acknowledges(READ, fees);
        assertThat(phone.readsUnread()).containsExactly(0L);
        assertThat(laptop.readsUnread()).containsExactly(0L);
        assertThat(bob.readsUnread()).isEmpty();
    }

    @Test
    void whatTheUserSawCountsOnce() {
        var fees = publisher.tells("fees", "alice");
        publisher.tells("rates", "alice");
        var alice = Visitor.named(core, "alice").settled();

        alice.acknowledges(RECEIVED, fees);
        assertThat(alice.readsUnread()).isEmpty();
        alice.acknowledges(READ, fees);
        assertThat(alice.readsUnread()).containsExactly(1L);
        alice.acknowledges(DISMISSED, fees);
        assertThat(alice.readsUnread()).isEmpty();
    }

    @Test
    void aNewerNumberTakesThePlaceOfOneThatWaits() {
        var alice = Visitor.named(core, "alice").settled();

        publisher.tells("first", "alice");
        publisher.tells("second", "alice");
        publisher.tellsEveryone("third");

        assertThat(alice.readsUnread()).containsExactly(3L);
    }

    @Test
    void whatIsWithdrawnOrExpiresIsNotCountedAnyMore() {
        var alice = Visitor.named(core, "alice").settled();
        var fees = publisher.tells("fees", "alice");
        var news = publisher.tellsEveryone("news");
        publisher.lasting(Duration.ofSeconds(1)).tells("brief", "alice");
        publisher.lasting(Duration.ofSeconds(1)).tellsEveryone("brief news");
        assertThat(alice.readsUnread()).containsExactly(4L);

        core.withdrawNotification.handle(fees, outcome -> {});
        assertThat(alice.readsUnread()).containsExactly(3L);
        core.withdrawNotification.handle(news, outcome -> {});
        assertThat(alice.readsUnread()).containsExactly(2L);
        clock.advance(Duration.ofSeconds(1));
        core.tendNotifications.handle();
        assertThat(alice.readsUnread()).containsExactly(0L);
    }

    @Test
    void versionsRiseWithEachNumber() {
        var alice = Visitor.named(core, "alice");
        var numbers = new ArrayList<Unread>(counts(alice));
        for (int i = 0; i < 5; i++) {
            var fees = publisher.tells("fees", "alice");
            numbers.addAll(counts(alice));
            alice.acknowledges(READ, fees);
            numbers.addAll(counts(alice));
        }

        assertThat(numbers).hasSize(11);
        assertThat(numbers).extracting(Unread::version).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aChangeWhileTheStoreCountsIsCountedOnce() {
        publisher.tells("before", "alice");
        var alice = Visitor.named(core, "alice").settled();
        long seen = store.unread(alice.user(), clock.instant()).version();
        var counts = new UnreadCounts(core.clients, store, core.delivery, clock, Runnable::run);
        store.whileItAnswers(() -> {
            counts.changed(alice.user(), 1, seen);
            counts.changed(alice.user(), 1, seen + 1);
        });

        counts.arrived(alice.client(), seen);

        assertThat(counts(alice)).containsExactly(new Unread(2, seen + 1));
    }

    @Test
    void afterTheStoreCouldNotCountTheNextWhoComesIsTold() {
        publisher.tells("fees", "alice");
        var phone = Visitor.named(core, "alice").settled();
        store.breaksDown();
        phone.leaves();
        var laptop = Visitor.named(core, "alice");
        assertThat(laptop.readsUnread()).isEmpty();
        store.recovers();
        core.tendNotifications.handle();

        assertThat(laptop.readsUnread()).containsExactly(1L);
    }

    /// A store counts on a thread of its own, and changes are told on another.
    @Test
    void aCountIsNeverTakenForNewerThanAChangeThatCameAfterIt() throws InterruptedException {
        var alice = Visitor.named(core, "alice").settled();
        var later = store.unread(alice.user(), clock.instant()).version() + 1;
        var counts = new AtomicReference<UnreadCounts>();
        var change =
                Thread.ofPlatform().unstarted(() -> counts.get().changed(alice.user(), 1, later));
        var delivery =
                new Delivery(
                        envelope -> {
                            if (change.getState() == Thread.State.NEW) {
                                change.start();
                                awaitEndOrWait(change);
                            }
                            return new ReadableFormat().encode(envelope);
                        },
                        clock);
        counts.set(new UnreadCounts(core.clients, store, delivery, clock, Runnable::run));

        counts.get().arrived(alice.client(), later - 1);
        change.join();

        assertThat(counts(alice)).containsExactly(new Unread(1, later));
    }

    private static void awaitEndOrWait(Thread thread) {
        while (thread.isAlive() && thread.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }
    }

    private static List<Unread> counts(Visitor visitor) {
        visitor.finishesReading();
        var taken = new ArrayList<Outgoing>();
        visitor.client().session().take(Integer.MAX_VALUE, VirtualClock.START, taken);
        return taken.stream()
                .map(Outgoing::message)
                .filter(Unread.class::isInstance)
                .map(Unread.class::cast)
                .toList();
    }
}
