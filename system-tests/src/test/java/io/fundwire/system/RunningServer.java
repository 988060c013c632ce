package io.fundwire.system;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A server that listens: the real jar, on a free port unless a test names one.
final class RunningServer implements AutoCloseable {

    /// How long tests wait for anything that must happen.
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /// From then on signals are heeded too.
    private static final String LAST_LINE_OF_START = "settings: ";

    private static final Pattern LISTENING =
            Pattern.compile("listening: url=ws://localhost:(\\d+)/ws ");

    private final JarProcess process;
    private final int port;

    private RunningServer(JarProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Starts a server and waits until it listens.
    ///
    /// @param options of `serve`
    static RunningServer start(String... options) {
        return startOn(0, options);
    }

    static RunningServer startOn(int port, String... options) {
        return listening(JarProcess.start(onPort(port, options)));
    }

    private static String[] onPort(int port, String... options) {
        return Stream.concat(Stream.of("--port", String.valueOf(port)), Stream.of(options))
                .toArray(String[]::new);
    }

    /// @param flags of Java's own
    static RunningServer startWith(List<String> flags) {
        return listening(JarProcess.startWith(flags, "--port", "0"));
    }

    /// Starts a server by another command, as [JarProcess#startBy] does.
    static RunningServer startBy(List<String> command, String... options) {
        return listening(JarProcess.startBy(command, onPort(0, options)));
    }

    private static RunningServer listening(JarProcess process) {
        try {
            return new RunningServer(process, awaitPort(process));
        } catch (RuntimeException | AssertionError failed) {
            process.close();
            throw failed;
        }
    }

    private static int awaitPort(JarProcess process) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !process.isAlive() || process.out().contains(LAST_LINE_OF_START));
        Matcher listening = LISTENING.matcher(process.out());
        if (!listening.find()) {
            throw new AssertionError("The server did not start:\n" + process.lines());
        }
        return Integer.parseInt(listening.group(1));
    }

    int port() {
        return port;
    }

    JarProcess process() {
        return process;
    }

    /// Where clients connect.
    URI webSocket() {
        return webSocket("");
    }

    /// @param query such as `?user=alice`
    URI webSocket(String query) {
        return URI.create("ws://localhost:%d/ws%s".formatted(port, query));
    }

    URI http(String path) {
        return URI.create("http://localhost:%d%s".formatted(port, path));
    }

    @Override
    public void close() {
        process.close();
    }
}
