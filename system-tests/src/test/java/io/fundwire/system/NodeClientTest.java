package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.concurrent.TimeUnit.SECONDS;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The npm package ws against the real server: every `node/*.test.js`, each with a server of its
/// own. The options of that server are in the file's first line, behind `// serve`.
class NodeClientTest {

    private static final Path FOLDER = Path.of("node");
    private static final String OPTIONS = "// serve ";
    private static final long PATIENCE_SECONDS = 300;

    @BeforeAll
    static void installWs() throws Exception {
        if (!Files.exists(FOLDER.resolve("node_modules/ws"))) {
            run(new ProcessBuilder("npm", "ci", "--loglevel=error"));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void wsIsServed(String file) throws Exception {
        try (var server = RunningServer.start(options(file))) {
            var node = new ProcessBuilder("node", "--test", file);
            node.environment().put("FUNDWIRE_URL", server.webSocket().toString());
            node.environment().put("FUNDWIRE_PID", String.valueOf(server.process().pid()));
            run(node);
        }
    }

    static List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".test.js"))
                    .sorted()
                    .toList();
        }
    }

    private static String[] options(String file) throws IOException {
        String first = Files.readAllLines(FOLDER.resolve(file)).getFirst();
        return first.startsWith(OPTIONS)
                ? first.substring(OPTIONS.length()).split(" ")
                : new String[0];
    }

    /// Runs a command in the folder of the Node tests; what it prints is shown if it fails.
    private static void run(ProcessBuilder command) throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "processes"));
        Path output = Files.createTempFile(folder, "node-", ".out");
        Process process =
                command.directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, SECONDS))
                    .as("ended in time; so far: %s", Files.readString(output))
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
