package io.fundwire.application.session;

import static io.fundwire.application.session.ConnectedClients.Removal.DONE;
import static io.fundwire.application.session.ConnectedClients.Removal.WAS_GONE;
import static io.fundwire.application.session.Places.Place.FOUND;
import static io.fundwire.application.session.Places.Place.NONE_LEFT;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.FakeConnection;
import io.fundwire.domain.client.Client;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.Race;
import io.fundwire.domain.session.Session;
import io.fundwire.domain.session.SessionLimits;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

final class ConnectedClientsTest {

    private static final int PLACES = 3;

    private final ConnectedClients clients = new ConnectedClients(new Capacity(PLACES, 0));

    @Test
    void findsAClientByItsId() {
        var alice = added(People.client("alice"));

        assertThat(clients.find(alice.id())).contains(alice);
        assertThat(clients.find(People.client("bob").id())).isEmpty();
    }

    @Test
    void findsTheClientsOfAUserInTheOrderInWhichTheyCame() {
        var phone = added(People.client("phone", "alice"));
        var laptop = added(People.client("laptop", "alice"));
        added(People.client("bob"));

        assertThat(clients.of(People.user("alice"))).containsExactly(phone, laptop);
        assertThat(clients.of(People.user("carol"))).isEmpty();
    }

    @Test
    void findsTheOneClientOfAnAnonymousUser() {
        var guest = added(People.anonymous("guest"));
        added(People.anonymous("other"));

        assertThat(clients.of(guest.user())).containsExactly(guest);
        assertThat(clients.of(People.anonymous("unknown").user())).isEmpty();
    }

    @Test
    void showsEverybody() {
        var alice = added(People.client("alice"));
        var guest = added(People.anonymous("guest"));

        assertThat(clients.all()).containsExactlyInAnyOrder(alice, guest);
        assertThat(clients.count()).isEqualTo(2);
    }

    @Test
    void whoIsRemovedIsFoundNoMore() {
        var phone = added(People.client("phone", "alice"));
        var laptop = added(People.client("laptop", "alice"));

        assertThat(remove(phone)).isEqualTo(DONE);

        assertThat(clients.find(phone.id())).isEmpty();
        assertThat(clients.of(phone.user())).containsExactly(laptop);
        assertThat(clients.all()).containsExactly(laptop);

        remove(laptop);

        assertThat(clients.of(laptop.user())).isEmpty();
        assertThat(clients.count()).isZero();
    }

    @Test
    void whoIsRemovedTwiceFreesOnePlace() {
        var alice = added(People.client("alice"));
        added(People.client("bob"));
        added(People.client("carol"));

        remove(alice);

        assertThat(remove(alice)).isEqualTo(WAS_GONE);
        assertThat(takePlace()).isEqualTo(FOUND);
        assertThat(takePlace()).isEqualTo(NONE_LEFT);
    }

    @Test
    void whoWasNeverAddedFreesNothing() {
        takePlace();

        assertThat(remove(connected(People.client("alice")))).isEqualTo(WAS_GONE);
        assertThat(takePlace()).isEqualTo(FOUND);
        assertThat(takePlace()).isEqualTo(FOUND);
        assertThat(look()).isEqualTo(NONE_LEFT);
    }

    @Test
    void anOlderConnectionOfTheSameIdDoesNotRemoveItsSuccessor() {
        var older = connected(People.client("alice"));
        var successor = added(People.client("alice"));

        assertThat(remove(older)).isEqualTo(WAS_GONE);
        assertThat(clients.find(successor.id())).contains(successor);
        assertThat(clients.of(successor.user())).containsExactly(successor);
    }

    @Test
    void onlyTheOneThatIsFoundByItsIdIsHere() {
        var older = connected(People.client("alice"));
        var successor = added(People.client("alice"));

        assertThat(clients.isHere(successor)).isTrue();
        assertThat(clients.isHere(older)).isFalse();
    }

    @Test
    void whoIsHiddenIsFoundNoMoreAndKeepsItsPlace() {
        var alice = added(People.client("alice"));
        takePlace();

        assertThat(clients.hide(alice)).isEqualTo(DONE);

        assertThat(clients.find(alice.id())).isEmpty();
        assertThat(clients.connections()).contains(alice);
        assertThat(takePlace()).isEqualTo(FOUND);
        assertThat(takePlace()).isEqualTo(NONE_LEFT);
    }

    @Test
    void isFullWhenAllPlacesAreTaken() {
        for (int place = 0; place < PLACES; place++) {
            assertThat(look()).isEqualTo(FOUND);
            assertThat(takePlace()).isEqualTo(FOUND);
        }

        assertThat(look()).isEqualTo(NONE_LEFT);
        assertThat(takePlace()).isEqualTo(NONE_LEFT);
    }

    @Test
    void aRefusalTakesNoPlace() {
        var alice = added(People.client("alice"));
        added(People.client("bob"));
        added(People.client("carol"));
        takePlace();
        takePlace();

        remove(alice);

        assertThat(look()).isEqualTo(FOUND);
        assertThat(takePlace()).isEqualTo(FOUND);
    }

    @Test
    void moreThanThePlacesAreNeverTakenAndAllAreFreeInTheEnd() throws Exception {
        var here = new AtomicInteger();
        var mostAtOnce = new AtomicInteger();

        Race.of(8)
                .run(number -> {
                    for (int i = 0; i < 1000; i++) {
                        var visitor = connected(People.client(number + "/" + i, "alice"));
                        if (clients.takePlace(visitor) == FOUND) {
                            mostAtOnce.accumulateAndGet(here.incrementAndGet(), Math::max);
                            clients.add(visitor);
                            here.decrementAndGet();
                            assertThat(remove(visitor)).isEqualTo(DONE);
                        }
                    }
                });

        assertThat(mostAtOnce.get()).isBetween(1, PLACES);
        assertThat(clients.all()).isEmpty();
        assertThat(clients.of(People.user("alice"))).isEmpty();
        for (int place = 0; place < PLACES; place++) {
            assertThat(takePlace()).isEqualTo(FOUND);
        }
    }

    /// As its connection ends.
    private ConnectedClients.Removal remove(ConnectedClient client) {
        var removal = clients.hide(client);
        if (clients.beginLeaving(client)) {
            clients.giveBackPlace(client);
        }
        return removal;
    }

    private Places.Place takePlace() {
        return clients.takePlace(connected(People.client("somebody")));
    }

    private Places.Place look() {
        return clients.lookForPlace(FakeConnection.ADDRESS);
    }

    private ConnectedClient added(Client client) {
        var connected = connected(client);
        clients.takePlace(connected);
        clients.add(connected);
        return connected;
    }

    private static ConnectedClient connected(Client client) {
        return new ConnectedClient(
                new Session(client, SessionLimits.DEFAULT), new FakeConnection());
    }
}
