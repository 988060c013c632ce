package io.fundwire.benchmarks.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The load generator as a process of its own.
public final class Generator {

    private static final List<String> COMMAND =
            List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-Xmx512m",
                    "-cp",
                    "benchmarks/target/classes",
                    Load.class.getName());

    private Generator() {}

    /// Starts it against a server. Its figures are on its output when it ends; none if it gave up.
    ///
    /// @param arguments those of [Load], but for the server's
    public static Process start(List<String> arguments, int port, long pid) throws IOException {
        var command = new ArrayList<>(COMMAND);
        command.addAll(arguments);
        command.add("port=" + port);
        command.add("pid=" + pid);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
