package io.fundwire.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.FakeConnection;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.application.session.AdmitClient.Outcome;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

final class AdmitClientTest {

    private final Core core = coreFor(2);

    @Test
    void aClientNeedNotNameItself() {
        assertThat(admit(core, null)).isEqualTo(new Outcome.Admitted(Optional.empty()));
    }

    @Test
    void aClientMayNameItself() {
        assertThat(admit(core, "alice"))
                .isEqualTo(new Outcome.Admitted(Optional.of(People.user("alice"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "client_1_0", "a\u0000b"})
    void aNameThatNoUserMayHaveIsRefused(String name) {
        assertThat(admit(core, name)).isEqualTo(new Outcome.BadUserName());
    }

    @Test
    void whenAllPlacesAreTakenNobodyIsAdmitted() {
        Visitor.named(core, "alice");
        assertThat(admit(core, null)).isInstanceOf(Outcome.Admitted.class);

        var bob = Visitor.named(core, "bob");
        assertThat(admit(core, null)).isInstanceOf(Outcome.Full.class);

        bob.leaves();
        assertThat(admit(core, null)).isInstanceOf(Outcome.Admitted.class);
    }

    @Test
    void aDrainingServerAdmitsNobodyFullOrNot() {
        Visitor.named(core, "alice");
        Visitor.named(core, "bob");

        core.drainServer.handle(new DrainServer.Input(0));

        assertThat(admit(core, "carol")).isInstanceOf(Outcome.Draining.class);
    }

    @Test
    void whoIsRefusedMayTryAgainWhenTheReconnectWindowIsOver() {
        var large = coreFor(1001); // Its window ends after 2.002 s.
        large.drainServer.handle(new DrainServer.Input(0));

        assertThat(admit(large, null)).isEqualTo(new Outcome.Draining(3));

        var small = coreFor(0);

        assertThat(admit(small, null)).isEqualTo(new Outcome.Full(1));
    }

    @Test
    void anAddressThatHasAllItMayHaveIsRefusedAndOthersAreNot() {
        var core = Core.of(Core.Settings.defaults().with(new Capacity(10, 1)), new VirtualClock());
        var alice = Visitor.named(core, "alice");

        assertThat(admit(core, "bob")).isEqualTo(new Outcome.TooManyFromAddress(1));
        assertThat(core.admitClient.handle(new AdmitClient.Input("bob", "192.0.2.2")))
                .isEqualTo(new Outcome.Admitted(Optional.of(People.user("bob"))));

        alice.leaves();
        assertThat(admit(core, "bob")).isInstanceOf(Outcome.Admitted.class);
    }

    @Test
    void whereThereIsNoLimitForAnAddressItMayHaveAllPlaces() {
        for (int i = 0; i < 2; i++) {
            assertThat(admit(core, null)).isInstanceOf(Outcome.Admitted.class);
            Visitor.anonymous(core);
        }
        assertThat(admit(core, null)).isInstanceOf(Outcome.Full.class);
    }

    private static Core coreFor(int maxConnections) {
        return Core.of(
                Core.Settings.defaults().withMaxConnections(maxConnections), new VirtualClock());
    }

    private static Outcome admit(Core core, String name) {
        return core.admitClient.handle(new AdmitClient.Input(name, FakeConnection.ADDRESS));
    }
}
