package io.fundwire.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.benchmarks.machine.ListeningProcess;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The real jar, with the flags that `./fundwire` gives it.
final class ServerProcess implements AutoCloseable {

    private static final int COLLECTIONS = 5;
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
    private static final String JAR =
            System.getProperty("fundwire.jar", "bootstrap/target/fundwire.jar");
    private static final Pattern USED =
            Pattern.compile("(?:DefNew|def new|Tenured|tenured).* used (\\d+)K");

    private final ListeningProcess server;

    private ServerProcess(ListeningProcess server) {
        this.server = server;
    }

    /// Starts a server on a free port.
    ///
    /// @param heap such as `512m`
    static ServerProcess start(Path data, String heap, String... options) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                JAVA.resolve("java").toString(),
                                "-XX:+UseCompactObjectHeaders",
                                "-XX:+UseSerialGC",
                                "-Xmx" + heap,
                                "-XX:+ExitOnOutOfMemoryError",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-jar",
                                JAR,
                                "serve",
                                "--port",
                                "0",
                                "--data-dir",
                                data.toString()));
        command.addAll(List.of(options));
        return new ServerProcess(ListeningProcess.start(command, Map.of()));
    }

    /// From its start until it listens.
    Duration timeToStart() {
        return server.timeToStart();
    }

    int port() {
        return server.port();
    }

    long pid() {
        return server.process().pid();
    }

    /// How long it has used the cores, to a hundredth of a second.
    Duration cpu() {
        return server.process().info().totalCpuDuration().orElseThrow();
    }

    URI http(String path) {
        return URI.create("http://localhost:%d%s".formatted(port(), path));
    }

    URI webSocket(String user) {
        return URI.create("ws://localhost:%d/ws?user=%s".formatted(port(), user));
    }

    /// What its heap has in use after a full collection, in KiB: the least of a few, as something
    /// is always on its way.
    long heapInUse() throws IOException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            jcmd("GC.run");
            least = Math.min(least, heapNow());
        }
        return least;
    }

    private long heapNow() throws IOException {
        return USED.matcher(jcmd("GC.heap_info"))
                .results()
                .mapToLong(used -> Long.parseLong(used.group(1)))
                .sum();
    }

    private String jcmd(String command) throws IOException {
        var jcmd =
                new ProcessBuilder(JAVA.resolve("jcmd").toString(), String.valueOf(pid()), command)
                        .redirectErrorStream(true)
                        .start();
        return new String(jcmd.getInputStream().readAllBytes(), UTF_8);
    }

    /// Ends it in order, and returns once it has ended.
    @Override
    public void close() {
        server.close();
    }
}
