package io.fundwire.benchmarks.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server that listens.
///
/// @param timeToStart from its start until it did
public record ListeningProcess(Process process, int port, Duration timeToStart)
        implements AutoCloseable {

    private static final Pattern LISTENING =
            Pattern.compile("listening: (?:port=|url=ws://localhost:)(\\d+)");
    private static final int PATIENCE_SECONDS = 30;

    /// Starts a server and waits until it says on which port it listens.
    ///
    /// @param command becomes the server: it has its process id
    /// @param environment besides that of this process
    /// @throws IOException if it ends without saying so
    public static ListeningProcess start(List<String> command, Map<String, String> environment)
            throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        long begun = System.nanoTime();
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        BufferedReader lines = process.inputReader();
        var said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                var time = Duration.ofNanos(System.nanoTime() - begun);
                // Read to the end, or the server would wait for whoever reads what it logs.
                Thread.ofVirtual().start(() -> lines.lines().forEach(more -> {}));
                return new ListeningProcess(process, Integer.parseInt(listening.group(1)), time);
            }
            said.append(line).append('\n');
        }
        throw new IOException("%s did not start:%n%s".formatted(command.getFirst(), said));
    }

    /// Ends it in order, and returns once it has ended; by force if that takes too long.
    @Override
    public void close() {
        // Not its own, which closes its output as well.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
