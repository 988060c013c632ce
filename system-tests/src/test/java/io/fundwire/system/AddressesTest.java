package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.stream.Stream;

/// Browsers and Node take `localhost` for one address or the other.
class AddressesTest {

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void answersHttp(String host) {
        var url = URI.create("http://%s:%d/health/live".formatted(host, server.port()));

        assertThat(HttpCalls.get(url).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void answersWebSocket(String host) {
        var url = URI.create("ws://%s:%d/ws".formatted(host, server.port()));

        try (var client = JdkClient.connect(url)) {
            client.receive("connection");
        }
    }

    static Stream<String> hosts() {
        return Stream.of("localhost", "127.0.0.1", "[::1]").filter(AddressesTest::isHere);
    }

    /// A machine may have no IPv6.
    private static boolean isHere(String host) {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(host, 0));
            return true;
        } catch (IOException unavailable) {
            return false;
        }
    }
}
