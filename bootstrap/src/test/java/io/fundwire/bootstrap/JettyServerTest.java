package io.fundwire.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.fundwire.adapters.http.OriginRule;
import io.fundwire.bootstrap.settings.ServerSettings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class JettyServerTest {

    private JettyServer jetty;

    @AfterEach
    void stop() {
        jetty.stop();
    }

    @Test
    void saysWhereItListens() throws IOException {
        URI url = start(TestSettings.onPort(TestSettings.ANY_PORT));

        assertThat(url).hasScheme("ws").hasHost("localhost").hasPath("/ws");
        assertThat(url.getPort()).isPositive();
    }

    /// An IPv6 address stands in brackets then.
    @ParameterizedTest
    @MethodSource("loopbackAddresses")
    void saysSoForAnAddressToo(InetAddress address) throws IOException {
        URI url = start(TestSettings.onHost(address.getHostAddress()));

        assertThat(InetAddress.getByName(url.getHost())).isEqualTo(address);
    }

    @ParameterizedTest
    @MethodSource("loopbackAddresses")
    void listensOnEachAddressOfLocalhost(InetAddress address) throws IOException {
        int port = start(TestSettings.onPort(TestSettings.ANY_PORT)).getPort();

        try (var socket = new Socket(address, port)) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("loopbackAddresses")
    void saysWhatToDoWhenItsPortIsTaken(InetAddress address) throws IOException {
        try (var other = new ServerSocket(0, 1, address)) {
            jetty = server(TestSettings.onPort(other.getLocalPort()));

            assertThatThrownBy(jetty::start)
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "port %d on %s cannot be listened on (Address already in use): choose"
                                    + " another with --port.",
                            other.getLocalPort(), address.getHostAddress());
        }
    }

    @ParameterizedTest
    @MethodSource("loopbackAddresses")
    void listensOnNoneOfItsAddressesWhenOneIsTaken(InetAddress address) throws IOException {
        try (var other = new ServerSocket(0, 1, address)) {
            int port = other.getLocalPort();
            jetty = server(TestSettings.onPort(port));

            assertThatThrownBy(jetty::start).isInstanceOf(IOException.class);

            assertThat(loopbackAddresses().filter(own -> !own.equals(address)))
                    .allSatisfy(own ->
                            assertThatThrownBy(() -> new Socket(own, port).close())
                                    .isInstanceOf(ConnectException.class));
        }
    }

    // ---- who can reach it

    @ParameterizedTest
    @MethodSource("networkAddresses")
    void listensWhereStrangersReachItOnlyIfThatIsMeant(String host) throws IOException {
        jetty = server(TestSettings.onHost(host));

        assertThatThrownBy(jetty::start)
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "whoever reaches %s could be any user: listen on localhost, or say"
                                + " --insecure if that is meant.",
                        host);
    }

    @Test
    void tellsWhoCanReachIt() throws IOException {
        jetty = server(TestSettings.onPort(TestSettings.ANY_PORT));
        assertThat(jetty.start().binding()).isEqualTo(OriginRule.Binding.LOOPBACK);
        jetty.stop();

        jetty = server(TestSettings.with(Map.of("host", "0.0.0.0", "insecure", "true")));
        assertThat(jetty.start().binding()).isEqualTo(OriginRule.Binding.NETWORK);
    }

    @Test
    void loopbackIsNoLessLoopbackForBeingCalledInsecure() throws IOException {
        jetty = server(TestSettings.with(Map.of("insecure", "true")));

        assertThat(jetty.start().binding()).isEqualTo(OriginRule.Binding.LOOPBACK);
    }

    /// Whatever address of this machine that is.
    @Test
    void answersToTheNameThatItWasToldToListenOn() throws Exception {
        URI url = start(TestSettings.onHost("127.0.0.2"));
        var health = URI.create("http://127.0.0.2:%d/health/live".formatted(url.getPort()));

        try (var client = HttpClient.newHttpClient()) {
            var answer =
                    client.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding());

            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @MethodSource("networkAddresses")
    void onlyThisMachineReachesItUnlessOtherwiseMeant(String address) throws IOException {
        int port = start(TestSettings.onPort(TestSettings.ANY_PORT)).getPort();
        var target = InetAddress.getByName(address);
        assumeThat(target.isAnyLocalAddress())
                .as("to connect to all addresses at once means loopback")
                .isFalse();

        assertThatThrownBy(() -> new Socket(target, port).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void pagesOfForeignOriginsGetNoConnection() throws IOException {
        int port = start(TestSettings.onPort(TestSettings.ANY_PORT)).getPort();

        assertThat(upgrade(port, "localhost", "https://evil.example")).isEqualTo(403);
        assertThat(upgrade(port, "localhost", "http://localhost:3000")).isEqualTo(101);
    }

    @Test
    void pagesOfAllowedOriginsDo() throws IOException {
        var settings = TestSettings.with(Map.of("allowed-origin", "https://app.example.com"));
        int port = start(settings).getPort();

        assertThat(upgrade(port, "localhost", "https://app.example.com")).isEqualTo(101);
        assertThat(upgrade(port, "localhost", "https://evil.example")).isEqualTo(403);
    }

    @Test
    void whoCallsItByANameThatIsNotItsOwnIsMisdirected() throws IOException {
        var settings = TestSettings.with(Map.of("allowed-host", "gateway.example.com"));
        int port = start(settings).getPort();

        assertThat(upgrade(port, "evil.example", "")).isEqualTo(421);
        assertThat(upgrade(port, "gateway.example.com", "")).isEqualTo(101);
    }

    @Test
    void connectionsAreMadeAtThePathThatWasChosen() throws IOException {
        URI url = start(TestSettings.with(Map.of("path", "/ws/live")));

        assertThat(url).hasPath("/ws/live");
        assertThat(upgrade(url.getPort(), "/ws/live", "localhost", "")).isEqualTo(101);
        assertThat(upgrade(url.getPort(), "/ws", "localhost", "")).isEqualTo(404);
    }

    @Test
    void whoDripsIsCutAfterTheTimeThatWasChosen() throws IOException {
        int port = start(TestSettings.with(Map.of("request-timeout", "1s"))).getPort();

        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost:".getBytes(ISO_8859_1));

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void givesPagesTheBrowserClient() throws Exception {
        int port = start(TestSettings.onPort(TestSettings.ANY_PORT)).getPort();
        var module = URI.create("http://localhost:%d/fundwire.js".formatted(port));

        try (var client = HttpClient.newHttpClient()) {
            var answer =
                    client.send(HttpRequest.newBuilder(module).build(), BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("export function connect(");
        }
    }

    @Test
    void saysWhenAnAddressIsNotItsOwn() {
        jetty = server(TestSettings.with(Map.of("host", "198.51.100.7", "insecure", "true")));

        assertThatThrownBy(jetty::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("on 198.51.100.7 cannot be listened on")
                .hasMessageEndingWith("choose another with --host.");
    }

    private static int upgrade(int port, String host, String origin) throws IOException {
        return upgrade(port, "/ws", host, origin);
    }

    /// @param origin none if it is empty
    /// @return the status of the answer
    private static int upgrade(int port, String path, String host, String origin)
            throws IOException {
        var head =
                new StringBuilder("GET %s HTTP/1.1\r\nHost: %s\r\n".formatted(path, host))
                        .append("Upgrade: websocket\r\nConnection: Upgrade\r\n")
                        .append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")
                        .append("Sec-WebSocket-Version: 13\r\n");
        if (!origin.isEmpty()) {
            head.append("Origin: %s\r\n".formatted(origin));
        }
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(head.append("\r\n").toString().getBytes(ISO_8859_1));
            String status = new String(socket.getInputStream().readNBytes(12), ISO_8859_1);
            return Integer.parseInt(status.substring("HTTP/1.1 ".length()));
        }
    }

    private URI start(ServerSettings settings) throws IOException {
        jetty = server(settings);
        return jetty.start().url();
    }

    private static JettyServer server(ServerSettings settings) {
        return TestSettings.wired(settings).getInstance(JettyServer.class);
    }

    /// All of the machine's at once, and each that others know it by.
    static Stream<String> networkAddresses() throws IOException {
        return Stream.concat(
                Stream.of("0.0.0.0", "::"),
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(address -> !address.isLoopbackAddress())
                        .map(InetAddress::getHostAddress));
    }

    /// Those that this machine lets a program listen on.
    static Stream<InetAddress> loopbackAddresses() throws IOException {
        var usable = new ArrayList<InetAddress>();
        for (String text : List.of("127.0.0.1", "::1")) {
            var address = InetAddress.getByName(text);
            try (var probe = new ServerSocket(0, 1, address)) {
                usable.add(probe.getInetAddress());
            } catch (SocketException unavailable) {
                // Such as ::1 in a container without IPv6.
            }
        }
        assertThat(usable).isNotEmpty();
        return usable.stream();
    }
}
