package io.fundwire.benchmarks.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;

/// Programs of this machine.
final class Tool {

    private Tool() {}

    /// Whether it is there and does what it is asked to. What it says about it goes to stderr.
    static boolean succeeds(Path folder, String... command) {
        try {
            return new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /// What it says in one line, such as its version; `none` where there is no such program.
    static String says(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        } catch (IOException missing) {
            return "none";
        }
    }
}
