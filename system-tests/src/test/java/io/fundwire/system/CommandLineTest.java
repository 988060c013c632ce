package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The jar as people start it.
class CommandLineTest {

    private static final Pattern RELEASE = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    @Test
    void saysItsVersion() {
        try (var jar = JarProcess.start("--version")) {
            assertThat(jar.exitCode()).isZero();
            assertThat(jar.lines()).singleElement().asString().matches("Fundwire \\d+\\.\\d+.*");
        }
    }

    @Test
    void explainsItself() {
        try (var jar = JarProcess.start("--help")) {
            assertThat(jar.exitCode()).isZero();
            assertThat(jar.out()).contains("Usage: fundwire", "serve", "check");
            assertThat(jar.err()).isEmpty();
        }
    }

    @Test
    void namesAnOptionThatItDoesNotKnow() {
        try (var jar = JarProcess.start("--prot", "5000")) {
            assertThat(jar.exitCode()).isEqualTo(2);
            assertThat(jar.err()).contains("--prot").doesNotContain("\tat ");
        }
    }

    @Test
    void saysInOneLineThatItsPortIsTaken() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var jar = JarProcess.start("--port", String.valueOf(other.getLocalPort()))) {
            assertThat(jar.exitCode()).isEqualTo(1);
            assertThat(jar.lines())
                    .singleElement()
                    .asString()
                    .contains("port " + other.getLocalPort(), "already in use", "--port");
        }
    }

    @Test
    void saysInOneLineThatStrangersCouldReachIt() {
        try (var jar = JarProcess.start("--port", "0", "--host", "0.0.0.0")) {
            assertThat(jar.exitCode()).isEqualTo(1);
            assertThat(jar.lines()).singleElement().asString().contains("0.0.0.0", "--insecure");
        }
    }

    @Test
    void warnsOnceWhenStrangersAreMeantToReachIt() {
        try (var jar = JarProcess.start("--port", "0", "--host", "0.0.0.0", "--insecure")) {
            awaitSettings(jar);

            assertThat(jar.lines())
                    .filteredOn(line -> line.contains("WARN"))
                    .singleElement()
                    .asString()
                    .contains("insecure: nobody is asked who they are", "0.0.0.0");
        }
    }

    @Test
    void saysOnceThatOnlyThisMachineReachesItAndWhatItsSettingsAre() {
        try (var server = RunningServer.start("--max-connections", "7")) {
            awaitSettings(server.process());

            assertThat(lineWith(server.process(), "loopback only: nobody is asked"))
                    .contains("INFO");
            assertThat(lineWith(server.process(), "settings: "))
                    .contains(" max-connections=7(flag) ", " message-rate=50 ");
        }
    }

    @Test
    void namesAllThatIsWrongWithItsSettings() {
        try (var jar = JarProcess.start("--port", "99999", "--path", "foo")) {
            assertThat(jar.exitCode()).isEqualTo(2);
            assertThat(jar.out()).isEmpty();
            assertThat(jar.err().lines())
                    .satisfiesExactly(
                            first -> assertThat(first).startsWith("--path must be"),
                            second -> assertThat(second).startsWith("--port must be"));
        }
    }

    @Test
    void startsWithoutAWarning() {
        try (var server = RunningServer.start()) {
            assertThat(server.process().err()).isEmpty();
            assertThat(server.process().out()).doesNotContain("WARN");
        }
    }

    @Test
    void checksARunningServer() {
        try (var server = RunningServer.start();
                var check = JarProcess.start("check", server.webSocket().toString())) {
            assertThat(check.exitCode()).isZero();
            assertThat(check.err()).isEmpty();
            assertThat(check.out())
                    .contains("client id", "server time", "features", "heartbeat", "status")
                    .containsPattern("version +\\d");
        }
    }

    @Test
    void saysInOneLineThatThereIsNothingToCheck() throws IOException {
        int free;
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = probe.getLocalPort();
        }
        try (var check = JarProcess.start("check", "ws://localhost:%d/ws".formatted(free))) {
            assertThat(check.exitCode()).isEqualTo(1);
            assertThat(check.out()).isEmpty();
            assertThat(check.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("Nothing listens at localhost:" + free);
        }
    }

    @Test
    void saysInOneLineThatAnOlderJavaWillNotDo() throws IOException {
        Optional<Path> older = olderJava();
        assumeTrue(older.isPresent(), "no older Java on this machine");

        try (var jar = JarProcess.startOn(older.get())) {
            assertThat(jar.exitCode()).isEqualTo(1);
            assertThat(jar.lines())
                    .singleElement()
                    .asString()
                    .startsWith("Fundwire needs Java 25 or newer, but this is Java ");
        }
    }

    /// The last line of a start.
    private static void awaitSettings(JarProcess jar) {
        await().atMost(RunningServer.PATIENCE)
                .until(() -> !jar.isAlive() || jar.out().contains("settings: "));
    }

    /// The only line with that text.
    private static String lineWith(JarProcess jar, String text) {
        var found = jar.lines().stream().filter(line -> line.contains(text)).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    /// One that can read the launcher, which is made for Java 11.
    private static Optional<Path> olderJava() throws IOException {
        var home = Path.of(System.getProperty("user.home"));
        for (Path folder :
                List.of(
                        Path.of("/usr/lib/jvm"),
                        Path.of("/opt"),
                        home.resolve(".sdkman/candidates/java"),
                        home.resolve(".jdks"))) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> homes = Files.list(folder)) {
                    var found =
                            homes.filter(CommandLineTest::isOlder)
                                    .map(jdk -> jdk.resolve("bin/java"))
                                    .filter(Files::isExecutable)
                                    .findFirst();
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isOlder(Path jdk) {
        try {
            var version = RELEASE.matcher(Files.readString(jdk.resolve("release")));
            if (!version.find()) {
                return false;
            }
            int feature = Integer.parseInt(version.group(1));
            return feature >= 11 && feature < 25;
        } catch (IOException none) {
            return false;
        }
    }
}
