package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The files in a folder below `node` that Node's own runner takes for tests.
///
/// @param folder relative to this module
record NodeTests(Path folder) {

    /// Where the npm packages are that all of them use.
    static final Path ROOT = Path.of("node");

    private static final String ENDING = ".test.js";
    private static final long PATIENCE_SECONDS = 300;

    /// Installs the npm packages where `./test` has not. Test classes run at the same time, npm
    /// cannot.
    static synchronized void installPackages() throws Exception {
        // npm writes it last: it is the mark of a complete installation.
        if (!Files.exists(ROOT.resolve("node_modules/.package-lock.json"))) {
            run(ROOT, new ProcessBuilder("npm", "ci", "--loglevel=error"));
        }
    }

    /// The names of the files.
    List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }

    /// The first line of a file, which may say what the file needs.
    String firstLine(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file)).getFirst();
    }

    /// Runs a file; what it prints is shown if it fails.
    ///
    /// @param environment added to that of this process
    void run(String file, Map<String, String> environment) throws Exception {
        var node = new ProcessBuilder("node", "--test", file);
        node.environment().putAll(environment);
        run(folder, node);
    }

    private static void run(Path folder, ProcessBuilder command) throws Exception {
        Path outputs = Files.createDirectories(Path.of("target", "processes"));
        Path output = Files.createTempFile(outputs, "node-", ".out");
        Process process =
                command.directory(folder.toFile())
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
