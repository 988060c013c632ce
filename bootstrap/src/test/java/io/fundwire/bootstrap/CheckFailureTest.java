package io.fundwire.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Each way in which a server can fail to be one, and the one sentence that `check` has for it.
class CheckFailureTest {

    private static final String WELCOME =
            "{\"type\":\"connection\",\"data\":{\"clientId\":\"client_1_a\"}}";

    // Before there is a connection.

    @Test
    void saysThatNothingListens() throws IOException {
        try (var bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String name = "localhost:" + bound.getLocalPort();

            assertThat(failure("ws://" + name + "/ws"))
                    .isEqualTo(
                            "Nothing listens at %s: start the server there, or check host and port."
                                    .formatted(name));
        }
    }

    /// A label of more than 63 characters is no host name: it is refused without asking a network.
    @Test
    void saysThatAHostIsUnknown() {
        String host = "x".repeat(64);

        assertThat(failure("ws://" + host + ":5000/ws"))
                .isEqualTo("There is no host named %s: check the URL.".formatted(host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:5000",
                "ftp://localhost/ws",
                "ws://",
                "ws:///ws",
                "ws://localhost:99999/ws",
                "ws://local host/ws",
                "5000"
            })
    void saysThatAUrlIsNone(String url) {
        assertThat(failure(url))
                .isEqualTo(
                        "\"%s\" is not the URL of a server: write it like ws://localhost:5000/ws."
                                .formatted(url));
    }

    @Test
    void saysThatAServerTakesConnectionsAndAnswersNothing() throws IOException {
        try (var server = FakeServer.that(socket -> {})) {
            assertThat(failure(server.url(), "--timeout", "1"))
                    .isEqualTo(
                            "%s did not answer within 1 s: it hangs, or something on the way drops what is sent."
                                    .formatted(server.name()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SSH-2.0-OpenSSH_9.2\r\n", "\u0015\u0003\u0003\0\2\2F", "", "HTTP/1.1 1"})
    void saysThatWhatAnswersIsNoHttp(String bytes) throws IOException {
        try (var server = FakeServer.answering(bytes)) {
            assertThat(failure(server.url()))
                    .isEqualTo(
                            "What listens at %s does not speak HTTP: check the port, or try wss://."
                                    .formatted(server.name()));
        }
    }

    @Test
    void saysThatAServerHasNoTls() throws IOException {
        try (var server =
                FakeServer.that(socket -> {
                    socket.getInputStream().read();
                    socket.getOutputStream().write("HTTP/1.1 400 \r\n\r\n".getBytes(UTF_8));
                    socket.close();
                })) {
            assertThat(failure("wss://%s/ws".formatted(server.name())))
                    .isEqualTo(
                            "%s does not speak TLS: try ws:// for wss://, or another port."
                                    .formatted(server.name()));
        }
    }

    @Test
    void saysThatAServerMayHaveNoTlsWhenItWaitsForMore() throws IOException {
        try (var server = FakeServer.that(socket -> {})) {
            assertThat(failure("wss://%s/ws".formatted(server.name()), "--timeout", "1"))
                    .isEqualTo(
                            "%s did not answer within 1 s: it hangs, or does not speak TLS: try ws://."
                                    .formatted(server.name()));
        }
    }

    @Test
    void saysThatACertificateIsNotTrusted(@TempDir Path folder) throws Exception {
        try (var server =
                FakeServer.that(socket -> socket.getInputStream().read(), tlsListener(folder))) {
            assertThat(failure("wss://%s/ws".formatted(server.name())))
                    .isEqualTo(
                            "Java does not trust the certificate of %s: check the host, or add it."
                                    .formatted(server.name()));
        }
    }

    // Answers that are no upgrade.

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "301 | Location: wss://else/ws | The server has moved: try wss://else/ws (HTTP"
                        + " 301).",
                "400 | X: y | The server refused the request: check the URL (HTTP 400).",
                "401 | X: y | The server lets nobody in without a token, and check has none (HTTP"
                        + " 401).",
                "403 | X: y | The server does not let this client in: check whom it allows (HTTP"
                        + " 403).",
                "421 | X: y | The server is not to be called localhost: use localhost, or a name it"
                        + " knows (HTTP 421).",
                "426 | X: y | The server saw no upgrade: a proxy on the way may have dropped it"
                        + " (HTTP 426).",
                "429 | Retry-After: 9 | The server has too many connections from this address:"
                        + " close some, or try again in 9 s (HTTP 429).",
                "503 | Retry-After: 2 | The server takes nobody in, being full or on its way down:"
                        + " try again in 2 s (HTTP 503).",
                "503 | X: y | The server takes nobody in, being full or on its way down: try again"
                        + " later (HTTP 503).",
                "500 | X: y | The server did not switch to WebSocket: check the URL (HTTP 500).",
                "101 | X: y | The server did not switch to WebSocket: check the URL (HTTP 101).",
            })
    void saysWhatAnHttpStatusMeans(int status, String header, String sentence) throws IOException {
        try (var server = FakeServer.answering(http(status, header, ""))) {
            assertThat(failure(server.url())).isEqualTo(sentence);
        }
    }

    @Test
    void saysThatAWebPageIsNoWebSocket() throws IOException {
        try (var server = FakeServer.answering(http(200, "Content-Type: text/html", "<html>"))) {
            assertThat(failure(server.url()))
                    .isEqualTo(
                            "%s is a web page, not WebSocket: check the path, usually /ws (HTTP 200)."
                                    .formatted(server.url()));
        }
    }

    @Test
    void saysThatThereIsNothingAtThatPath() throws IOException {
        try (var server = FakeServer.answering(http(404, "X: y", ""))) {
            assertThat(failure("http://" + server.name()))
                    .isEqualTo(
                            "There is nothing at ws://%s/: check the path, usually /ws (HTTP 404)."
                                    .formatted(server.name()));
        }
    }

    @Test
    void repeatsWhatTheServerSaysAboutABadRequest() throws IOException {
        String problem = "{\"title\":\"Invalid user\",\"detail\":\"user must be short.\"}";
        try (var server = FakeServer.answering(http(400, "X: y", problem))) {
            assertThat(failure(server.url()))
                    .isEqualTo("The server refused the request: user must be short (HTTP 400).");
        }
    }

    // On a connection.

    @Test
    void saysThatAServerTookTheConnectionAndSaysNothing() throws IOException {
        try (var server = FakeServer.webSocket()) {
            assertThat(failure(server.url(), "--timeout", "1"))
                    .isEqualTo(
                            "%s is connected but sent no \"connection\" within 1 s: it hangs, or is no Fundwire."
                                    .formatted(server.name()));
        }
    }

    @Test
    void saysWhichAnswerDidNotCome() throws IOException {
        try (var server = FakeServer.webSocket(FakeServer.text(WELCOME))) {
            assertThat(failure(server.url(), "--timeout", "1"))
                    .contains("sent no \"heartbeat-ack\" within 1 s");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1012 | restarting | with code 1012 (restarting): try again in a moment.",
                "4002 | too slow | with code 4002 (too slow): try again in a moment.",
                "4503 | forbidden | with code 4503 (forbidden): its log may say more.",
                "1008 | '' | with code 1008: its log may say more.",
            })
    void saysHowTheServerClosed(int code, String reason, String sentence) throws IOException {
        try (var server = FakeServer.webSocket(FakeServer.close(code, reason))) {
            assertThat(failure(server.url()))
                    .isEqualTo(server.name() + " closed the connection " + sentence);
        }
    }

    @Test
    void saysThatTheConnectionWasLost() throws IOException {
        try (var server =
                FakeServer.that(socket -> {
                    FakeServer.upgrade(socket);
                    socket.close();
                })) {
            assertThat(failure(server.url())).contains(server.name()).contains("its log may say");
        }
    }

    @Test
    void saysWhichErrorTheServerAnsweredWith() throws IOException {
        String error =
                "{\"type\":\"error\",\"data\":{\"code\":\"unavailable\",\"message\":\"The server is"
                        + " full.\"}}";
        try (var server = FakeServer.webSocket(FakeServer.text(error))) {
            assertThat(failure(server.url()))
                    .isEqualTo(
                            "%s answered with the error \"unavailable\": The server is full."
                                    .formatted(server.name()));
        }
    }

    @Test
    void saysThatTheServerSpeaksAnotherProtocol() throws IOException {
        try (var server = FakeServer.webSocket(FakeServer.text("hello\u001b[2Jworld"))) {
            assertThat(failure(server.url()))
                    .isEqualTo(
                            "%s is no Fundwire: it sent \"hello?[2Jworld\", which is no JSON."
                                    .formatted(server.name()));
        }
    }

    @Test
    void passesOverWhatItDidNotAskFor() throws IOException {
        try (var server =
                FakeServer.webSocket(
                        FakeServer.text("[]"),
                        FakeServer.text("{\"type\":\"typing-start\",\"data\":{}}"),
                        FakeServer.text(WELCOME),
                        FakeServer.close(1012, ""))) {
            var run = CommandLineRun.of("check", server.url());

            assertThat(run.out()).contains("client_1_a");
            assertThat(run.err()).contains("1012");
        }
    }

    @Test
    void refusesToWaitForNoTime() {
        var run = CommandLineRun.of("check", "--timeout", "0");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("--timeout must be at least 1");
    }

    /// One line on stderr, and code 1.
    private static String failure(String... args) {
        var command = new String[args.length + 1];
        command[0] = "check";
        System.arraycopy(args, 0, command, 1, args.length);
        var run = CommandLineRun.of(command);
        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(run.errLines()).as(run.toString()).hasSize(1);
        return run.errLines().getFirst();
    }

    private static String http(int status, String header, String body) {
        return "HTTP/1.1 %d X\r\n%s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, header, body.length(), body);
    }

    /// A certificate that nobody has reason to trust.
    private static ServerSocket tlsListener(Path folder) throws Exception {
        Path store = folder.resolve("keys.p12");
        char[] password = "secret".toCharArray();
        var keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-alias",
                                "test",
                                "-storepass",
                                new String(password),
                                "-keystore",
                                store.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.log").toFile())
                        .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, password);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        var tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls.getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }
}
