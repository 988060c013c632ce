package io.fundwire.benchmarks.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server that listens.
///
/// @param startMillis from its start until it did
record PeerProcess(Process process, int port, double startMillis) implements AutoCloseable {

    private static final Pattern LISTENING =
            Pattern.compile("listening: (?:port=|url=ws://localhost:)(\\d+)");
    private static final double MILLI = 1e6;
    private static final int PATIENCE_SECONDS = 30;

    static PeerProcess start(Peer peer) throws IOException {
        var builder = new ProcessBuilder(peer.command()).redirectErrorStream(true);
        builder.environment().putAll(peer.environment());
        long begun = System.nanoTime();
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        BufferedReader lines = process.inputReader();
        var said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                double millis = (System.nanoTime() - begun) / MILLI;
                // Read to the end, or the server would wait for whoever reads what it logs.
                Thread.ofVirtual().start(() -> lines.lines().forEach(more -> {}));
                return new PeerProcess(process, Integer.parseInt(listening.group(1)), millis);
            }
            said.append(line).append('\n');
        }
        throw new IOException("%s did not start:%n%s".formatted(peer.name(), said));
    }

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
