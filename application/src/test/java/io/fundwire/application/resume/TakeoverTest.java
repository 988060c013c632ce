package io.fundwire.application.resume;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.ForwardingStore;
import io.fundwire.application.fixtures.InMemoryNotificationStore;
import io.fundwire.application.fixtures.Publisher;
import io.fundwire.application.fixtures.Stores;
import io.fundwire.application.fixtures.UnreliableStore;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.application.notification.Arrival;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.SessionListener;
import io.fundwire.application.store.Receipt;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.conversation.TypingChanged;
import io.fundwire.domain.fixtures.Race;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.ErrorReport;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.NotificationAcked;
import io.fundwire.domain.resume.Resumed;
import io.fundwire.domain.session.CloseReason;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/// What becomes of a connection whose client comes back on another one.
class TakeoverTest {

    private final VirtualClock clock = new VirtualClock();
    private final Core core = Core.on(clock);

    @Test
    void theOlderConnectionIsToldWhyAndClosed() {
        var older = Visitor.named(core, "alice");

        Visitor.comingBack(core).resumes(older.readsToken());

        assertThat(older.closed()).contains(CloseReason.RESUMED_ELSEWHERE);
        assertThat(older.reads())
                .containsExactly(
                        new ErrorReport(
                                ErrorCode.CONFLICT, CloseReason.RESUMED_ELSEWHERE.sentence()));
    }

    @Test
    void theOlderConnectionGetsNothingThatWaitedAndNothingNew() {
        var older = Visitor.named(core, "alice");
        String token = older.readsToken();
        Publisher.in(core).tells("before", "alice");

        var alice = Visitor.comingBack(core).resumes(token);
        Publisher.in(core).tells("after", "alice");

        assertThat(older.readsTitles()).isEmpty();
        assertThat(alice.readsTitles()).containsExactly("before", "after");
    }

    @Test
    void theOlderConnectionIsFencedBeforeTheNewOneIsToldThatItIsBack() {
        var restorer = new HeldRestorer();
        var core = Core.of(Core.Settings.defaults().with(restorer), clock);
        var bob = Visitor.named(core, "bob").settled();
        var older = Visitor.named(core, "alice");
        String token = older.readsToken();
        older.types();
        bob.settled();

        var alice = Visitor.comingBack(core).resumes(token);

        assertThat(alice.reads()).isEmpty();
        assertThat(older.closed()).contains(CloseReason.RESUMED_ELSEWHERE);
        assertThat(core.clients.find(older.id())).isEmpty();
        assertThat(bob.reads(TypingChanged.class))
                .extracting(TypingChanged::type)
                .containsExactly("typing-stop");
    }

    @Test
    void whatTheOlderConnectionStillSaysIsNotTheNewOnes() {
        var bob = Visitor.named(core, "bob").settled();
        var older = Visitor.named(core, "alice");
        var alice = Visitor.comingBack(core).resumes(older.readsToken()).settled();
        alice.types();
        bob.settled();

        older.types("42");
        older.stopsTyping();

        assertThat(bob.reads(TypingChanged.class)).isEmpty();
        alice.stopsTyping();
        assertThat(bob.reads(TypingChanged.class)).hasSize(1);
    }

    @Test
    void whenTheOlderConnectionIsGoneTheNewOneStays() {
        var older = Visitor.named(core, "alice");
        var alice = Visitor.comingBack(core).resumes(older.readsToken()).settled();

        older.leaves();

        assertThat(core.clients.of(alice.user())).containsExactly(alice.client());
        Publisher.in(core).tells("fees", "alice");
        assertThat(alice.readsTitles()).containsExactly("fees");
    }

    @Test
    void theOlderConnectionKeepsItsPlaceUntilItIsGone() {
        var core = Core.of(Core.Settings.defaults().withMaxConnections(2), clock);
        var older = Visitor.named(core, "alice");
        Visitor.comingBack(core).resumes(older.readsToken());
        assertThat(core.hasRoom()).isFalse();

        older.leaves();

        assertThat(core.hasRoom()).isTrue();
        Visitor.anonymous(core);
        assertThat(core.hasRoom()).isFalse();
    }

    @Test
    void theLastOfSeveralThatWantAnIdHasIt() {
        var restorer = new HeldRestorer();
        var core = Core.of(Core.Settings.defaults().with(restorer), clock);
        String token = Visitor.named(core, "alice").readsToken();
        var first = Visitor.comingBack(core).resumes(token);
        var second = Visitor.comingBack(core).resumes(token);

        restorer.isReady();
        restorer.isReady();

        assertThat(first.closed()).contains(CloseReason.RESUMED_ELSEWHERE);
        assertThat(first.reads(Resumed.class)).isEmpty();
        assertThat(second.closed()).isEmpty();
        assertThat(core.clients.all()).containsExactly(second.client());
        assertThat(restorer.story()).containsExactly("abandoned", "begun");
    }

    @Test
    void whoIsExpelledWhileItComesBackDoesNot() {
        var restorer = new HeldRestorer();
        var core = Core.of(Core.Settings.defaults().with(restorer), clock);
        var older = Visitor.named(core, "alice");
        var alice = Visitor.comingBack(core).resumes(older.readsToken());

        core.expelClient.handle(older.id(), outcome -> {});
        restorer.isReady();

        assertThat(alice.closed()).contains(CloseReason.EXPELLED);
        assertThat(core.clients.all()).isEmpty();
    }

    // ---- what is heard late of the older connection

    @Test
    void anAcknowledgementOfTheOlderConnectionThatIsKeptLateIsToldToTheNewOne() {
        var store = new UnreliableStore();
        var core = Core.of(Core.Settings.defaults().with(Stores.of(store)), clock);
        var older = Visitor.named(core, "alice");
        String token = older.readsToken();
        var fees = Publisher.in(core).tells("fees", "alice");
        older.settled();
        store.becomesSlow();
        older.acknowledges(AckStatus.READ, fees);
        var alice = Visitor.comingBack(core).resumes(token).settled();

        store.givesReceipt();

        assertThat(alice.reads(NotificationAcked.class)).hasSize(1);
        assertThat(older.reads(NotificationAcked.class)).isEmpty();
    }

    @Test
    void anArrivalOfTheOlderConnectionThatIsKeptLateDoesNotEndTheInboxOfTheNewOne() {
        var store = new LateArrivals();
        var core = Core.of(Core.Settings.defaults().with(Stores.of(store)), clock);
        var older = Visitor.anonymous(core);
        var guest = Visitor.comingBack(core).resumes(older.readsToken());
        var arrivals = List.copyOf(store.held);
        assertThat(arrivals).hasSize(2);

        arrivals.get(1).run();
        arrivals.get(0).run();
        Publisher.in(core).tellsEveryone("fees");

        assertThat(guest.readsTitles()).containsExactly("fees");
        assertThat(older.readsTitles()).isEmpty();
        assertThat(store.unread(guest.user(), clock.instant()).count()).isEqualTo(1);
    }

    // ---- at the same time

    @Test
    void howeverManyWantAnIdAtOnceOneHasItAndNoPlaceIsLost() throws Exception {
        var turnstile = new Turnstile();
        var core =
                Core.of(Core.Settings.defaults().with(turnstile).withMaxConnections(1000), clock);
        var first = Visitor.anonymous(core);
        String token = first.readsToken();
        Queue<Visitor> all = new ConcurrentLinkedQueue<>(List.of(first));

        Race.of(4)
                .run(number -> {
                    for (int i = 0; i < 100; i++) {
                        var visitor = Visitor.comingBack(core).resumes(token);
                        all.add(visitor);
                        visitor.types();
                        if (ThreadLocalRandom.current().nextBoolean()) {
                            visitor.leaves();
                        }
                    }
                });

        assertThat(turnstile.mistakes).isEmpty();
        assertThat(core.clients.count()).isLessThanOrEqualTo(1);
        var last = Visitor.comingBack(core).resumes(token);
        assertThat(core.clients.all()).containsExactly(last.client());
        assertThat(core.clients.of(first.user())).containsExactly(last.client());
        assertThat(all)
                .allSatisfy(visitor -> assertThat(core.clients.isHere(visitor.client())).isFalse());

        Publisher.in(core).tellsEveryone("fees");
        assertThat(last.readsTitles()).containsExactly("fees");

        all.forEach(Visitor::leaves);
        last.leaves();
        assertThat(core.clients.count()).isZero();
        for (int i = 0; i < 1000; i++) {
            assertThat(core.hasRoom()).isTrue();
            Visitor.anonymous(core);
        }
        assertThat(core.hasRoom()).isFalse();
        assertThat(core.faults.places()).isEmpty();
    }

    /// Notes whom it was told to have come while another was there by the same id, or to have left
    /// who was not there.
    private static final class Turnstile implements SessionListener {

        private final Map<ClientId, ConnectedClient> here = new ConcurrentHashMap<>();
        private final Queue<String> mistakes = new ConcurrentLinkedQueue<>();

        @Override
        public void connected(ConnectedClient client) {
            if (here.putIfAbsent(client.id(), client) != null) {
                mistakes.add("two by the id " + client.id());
            }
        }

        @Override
        public void disconnected(ConnectedClient client) {
            if (!here.remove(client.id(), client)) {
                mistakes.add("not here by the id " + client.id());
            }
        }
    }

    /// Says that arrivals are kept when a test wants it to.
    private static final class LateArrivals extends ForwardingStore {

        private final List<Runnable> held = new ArrayList<>();

        LateArrivals() {
            super(Stores.of(new InMemoryNotificationStore()));
        }

        @Override
        public void arrive(UserId user, Instant now, Receipt<Arrival> receipt) {
            super.arrive(
                    user,
                    now,
                    new Receipt<>() {
                        @Override
                        public void kept(Arrival arrival, long version) {
                            held.add(() -> receipt.kept(arrival, version));
                        }

                        @Override
                        public void notKept(RuntimeException why) {
                            receipt.notKept(why);
                        }
                    });
        }
    }
}
