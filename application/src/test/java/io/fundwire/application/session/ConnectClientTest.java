package io.fundwire.application.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Publisher;
import io.fundwire.application.fixtures.ReadableFormat;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.application.message.MessageFormat;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Envelope;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.ErrorReport;
import io.fundwire.domain.notification.NotificationDelivery;
import io.fundwire.domain.session.CloseReason;
import io.fundwire.domain.session.ReconnectWindow;
import io.fundwire.domain.session.Welcome;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

final class ConnectClientTest {

    private final VirtualClock clock = new VirtualClock();
    private final Core core = Core.on(clock);

    @Test
    void welcomesTheClientWithWhoItIsAndWhatItMayExpect() {
        var alice = Visitor.named(core, "alice");

        var read = alice.readsEnvelopes();

        assertThat(read)
                .containsExactly(
                        Envelope.about(
                                alice.id(),
                                new Welcome(
                                        alice.id(),
                                        People.user("alice"),
                                        clock.instant(),
                                        List.of(
                                                "heartbeat",
                                                "notifications",
                                                "typing-indicators",
                                                "system-health",
                                                "channels",
                                                "presence",
                                                "resume"),
                                        30_000,
                                        16_384,
                                        core.resumeTokens.issue(alice.client().session()),
                                        new ReconnectWindow(200, 2000)),
                                clock.instant()));
    }

    @Test
    void aClientWithoutANameIsItsOwnUser() {
        var guest = Visitor.anonymous(core);

        assertThat(guest.user().isAnonymous()).isTrue();
        assertThat(guest.user().value()).isEqualTo(guest.id().value());
        assertThat(guest.reads(Welcome.class))
                .extracting(Welcome::userId)
                .containsExactly(guest.user());
    }

    @Test
    void everyClientHasAnIdOfItsOwn() {
        var phone = Visitor.named(core, "alice");
        var laptop = Visitor.named(core, "alice");

        assertThat(phone.id()).isNotEqualTo(laptop.id());
        assertThat(core.clients.find(phone.id())).contains(phone.client());
        assertThat(core.clients.of(People.user("alice")))
                .containsExactly(phone.client(), laptop.client());
    }

    @Test
    void theWelcomeComesBeforeAllElse() {
        Publisher.in(core).tells("fees", "alice");

        var alice = Visitor.named(core, "alice");

        assertThat(alice.startsReading(2))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Welcome.class),
                        second -> assertThat(second).isInstanceOf(NotificationDelivery.class));
    }

    @Test
    void nobodyFindsTheClientBeforeItsWelcomeWaits() {
        var found = new ArrayList<Integer>();
        var core = new Core[1];
        MessageFormat spy =
                envelope -> {
                    found.add(core[0].clients.count());
                    return new ReadableFormat().encode(envelope);
                };
        core[0] = Core.of(Core.Settings.defaults().with(spy), clock);

        Visitor.named(core[0], "alice");

        assertThat(found).startsWith(0);
    }

    @Test
    void wakesTheConnection() {
        var alice = Visitor.named(core, "alice");

        assertThat(alice.connection().wakes()).isPositive();
        assertThat(alice.closed()).isEmpty();
    }

    @Test
    void tellsTheListenersOnceTheClientIsThere() {
        var came = new ArrayList<ConnectedClient>();
        var core = Core.of(Core.Settings.defaults().with(new Doorman(came)), clock);

        var alice = Visitor.named(core, "alice");

        assertThat(came).containsExactly(alice.client());
    }

    @Test
    void aListenerThatFailsKeepsNobodyOut() {
        var core = Core.of(Core.Settings.defaults().with(new Doorman(List.of())), clock);

        var alice = Visitor.named(core, "alice");

        assertThat(core.faults.places()).containsExactly("Doorman");
        assertThat(core.clients.all()).containsExactly(alice.client());
    }

    @Test
    void whoLostTheLastPlaceToAnotherIsClosedInsteadOfWelcomed() {
        var core = Core.of(Core.Settings.defaults().withMaxConnections(1), clock);
        var alice = Visitor.named(core, "alice");

        var bob = Visitor.named(core, "bob");

        assertThat(bob.reads())
                .containsExactly(
                        new ErrorReport(
                                ErrorCode.UNAVAILABLE, "There is no place left: reconnect later."));
        assertThat(bob.closed()).contains(CloseReason.OVERLOADED);
        assertThat(core.clients.all()).containsExactly(alice.client());
    }

    @Test
    void whoWasNotTakenInFreesNoPlaceByLeaving() {
        var core = Core.of(Core.Settings.defaults().withMaxConnections(1), clock);
        Visitor.named(core, "alice");
        Visitor.named(core, "bob").leaves();

        var carol = Visitor.named(core, "carol");

        assertThat(carol.closed()).contains(CloseReason.OVERLOADED);
    }

    @Test
    void whoLostTheLastPlaceOfItsAddressIsClosedInsteadOfWelcomed() {
        var core = Core.of(Core.Settings.defaults().with(new Capacity(10, 1)), clock);
        var alice = Visitor.named(core, "alice");

        var bob = Visitor.named(core, "bob");

        assertThat(bob.closed()).contains(CloseReason.OVERLOADED);
        assertThat(bob.reads(Welcome.class)).isEmpty();
        assertThat(core.clients.all()).containsExactly(alice.client());
    }

    @Test
    void whoCannotBeWelcomedLeavesItsPlaceToOthers() {
        var isBroken = new AtomicBoolean(true);
        MessageFormat unlucky =
                envelope -> {
                    if (isBroken.get()) {
                        throw new IllegalStateException("broken");
                    }
                    return new ReadableFormat().encode(envelope);
                };
        var core = Core.of(Core.Settings.defaults().with(new Capacity(1, 1)).with(unlucky), clock);

        assertThatIllegalStateException().isThrownBy(() -> Visitor.named(core, "alice"));
        assertThat(core.clients.all()).isEmpty();

        isBroken.set(false);
        assertThat(Visitor.named(core, "bob").closed()).isEmpty();
        assertThat(Visitor.named(core, "carol").closed()).contains(CloseReason.OVERLOADED);
    }

    private record Doorman(List<ConnectedClient> came) implements SessionListener {

        @Override
        public void connected(ConnectedClient client) {
            came.add(client);
        }
    }
}
