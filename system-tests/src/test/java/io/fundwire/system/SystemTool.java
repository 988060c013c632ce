package io.fundwire.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A program of the operating system that a test cannot do without. The test is skipped where there
/// is none, or where it may not do what it is for.
final class SystemTool implements AutoCloseable {

    private final Process process;

    private SystemTool(Process process) {
        this.process = process;
    }

    /// Starts one and waits until it is ready.
    ///
    /// @param ready what it says then
    static SystemTool start(List<String> command, String ready) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "processes"));
            Path said = Files.createTempFile(folder, "tool-", ".out");
            var tool = new SystemTool(started(command, said));
            await().atMost(RunningServer.PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !tool.process.isAlive() || read(said).contains(ready));
            if (!tool.process.isAlive()) {
                abort("This system does not allow %s: %s".formatted(command, read(said)));
            }
            return tool;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Process started(List<String> command, Path said) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (IOException missing) {
            return abort("This system lacks a program: " + missing.getMessage());
        }
    }

    private static String read(Path said) throws IOException {
        return Files.readString(said).strip();
    }

    long pid() {
        return process.pid();
    }

    /// Asks it to end, and returns once it has.
    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
