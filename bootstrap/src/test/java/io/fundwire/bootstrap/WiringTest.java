package io.fundwire.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;

import io.fundwire.adapters.json.RoutingTable;
import io.fundwire.application.health.HealthCheck;
import io.fundwire.application.notification.SendWebhooks;
import io.fundwire.application.session.FaultLog;
import io.fundwire.application.session.ServerPhase;

import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
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

    @Test
    void sendsWebhooksIfAndOnlyIfItIsKnownWhereTo() {
        var key = Key.get(new TypeLiteral<Optional<SendWebhooks>>() {});
        var settings =
                TestSettings.with(
                        Map.of("webhook-url", "http://localhost:1/"),
                        Map.of(
                                "FUNDWIRE_WEBHOOK_SECRET",
                                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

        assertThat(injector.getInstance(key)).isEmpty();
        assertThat(TestSettings.wired(settings).getInstance(key)).isPresent();
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
