package io.fundwire.bootstrap;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;

import io.fundwire.domain.session.SessionLimits;

import java.nio.file.Path;
import java.time.Duration;

/// What tests of this module start servers with: the defaults, on a free port.
final class TestSettings {

    static final int ANY_PORT = 0;

    private TestSettings() {}

    static ServerSettings onPort(int port) {
        return with("localhost", port, 1000);
    }

    static ServerSettings withMaxConnections(int max) {
        return with("localhost", ANY_PORT, max);
    }

    static ServerSettings onHost(String host) {
        return with(host, ANY_PORT, 1000);
    }

    /// All that the product is made of, as the product makes it.
    static Injector wired(ServerSettings settings) {
        return Guice.createInjector(
                Stage.PRODUCTION, new CoreModule(settings), new AdapterModule());
    }

    private static ServerSettings with(String host, int port, int maxConnections) {
        return new ServerSettings(
                host,
                port,
                "/ws",
                Path.of("data"),
                maxConnections,
                SessionLimits.DEFAULT,
                Duration.ofSeconds(10));
    }
}
