package io.fundwire.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Injector;

import io.fundwire.adapters.json.RoutingTable;
import io.fundwire.application.health.HealthCheck;
import io.fundwire.application.session.FaultLog;
import io.fundwire.application.session.ServerPhase;

import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

class WiringTest {

    private final Injector injector =
            TestSettings.wired(TestSettings.onPort(TestSettings.ANY_PORT));

    /// Which looks every route's use case up.
    @Test
    void findsTheUseCaseOfEveryRoute() {
        assertThat(injector.getInstance(RoutingTable.class)).isNotNull();
    }

    @Test
    void makesTheWholeServer() {
        assertThat(injector.getInstance(FundwireServer.class)).isNotNull();
    }

    @Test
    void makesEachPartOnce() {
        assertThat(injector.getInstance(FundwireServer.class))
                .isSameAs(injector.getInstance(FundwireServer.class));
        assertThat(injector.getInstance(ServerPhase.class))
                .isSameAs(injector.getInstance(ServerPhase.class));
        assertThat(injector.getInstance(InstantSource.class))
                .isSameAs(injector.getInstance(SteadyClock.class));
    }

    /// Ids are what keeps strangers from other people's sessions.
    @Test
    void drawsIdsFromAStrongSource() {
        assertThat(injector.getInstance(RandomGenerator.class)).isInstanceOf(SecureRandom.class);
    }

    @Test
    void reportsFaultsWhereHealthLooksForThem() {
        assertThat(injector.getInstance(FaultLog.class)).isInstanceOf(HealthCheck.class);
    }
}
