package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/// `./fundwire` where the jar is built: with the cache that it makes for faster starts, and
/// without.
class LauncherTest {

    private static final Path REPOSITORY = Path.of("..");

    /// Far longer than anything takes, as a machine that runs tests may be slow.
    private static final long PATIENCE_SECONDS = 180;

    private static final String PREPARING = "Preparing faster starts";
    private static final String NOT_PREPARED = "They could not be prepared";

    @TempDir private Path root;
    private Path jar;
    private Path cache;

    /// What the script needs of the tree, the jar being newer than its sources.
    @BeforeEach
    void checkOut() throws IOException {
        Files.createDirectories(root.resolve("bootstrap/src/main"));
        Files.createDirectories(root.resolve("bootstrap/target"));
        Files.createDirectories(root.resolve("browser-client/fundwire"));
        for (String source :
                new String[] {"pom.xml", "bootstrap/pom.xml", "browser-client/fundwire.js"}) {
            Files.createFile(root.resolve(source));
        }
        Files.createDirectories(root.resolve("build"));
        for (String script : new String[] {"fundwire", "build/find-jdk", "build/rehearse"}) {
            Files.copy(REPOSITORY.resolve(script), root.resolve(script));
        }
        jar = Files.copy(JarProcess.JAR, root.resolve("bootstrap/target/fundwire.jar"));
        cache = root.resolve("bootstrap/target/aot");
    }

    @Test
    void theFirstStartMakesTheCacheAndTheNextOnesUseItWithoutAWord() throws Exception {
        var first = start();
        var second = start();

        assertThat(first.err()).startsWith(PREPARING).hasLineCount(1);
        assertThat(first.classes()).contains("FundwireServer source: shared objects file");
        assertThat(second.err()).isEmpty();
        assertThat(second.classes()).contains("FundwireServer source: shared objects file");
        assertThat(cache).isDirectoryNotContaining("glob:**/work.*");
    }

    @Test
    void aCacheThatJavaRefusesIsPassedOverWithoutAWord() throws Exception {
        rehearseBy("echo 'not a cache' > $1/fundwire.aot");

        start();
        var second = start();

        assertThat(second.err()).isEmpty();
        assertThat(second.classes()).contains("FundwireServer source: file:");
    }

    @Test
    void forAJarThatChangedTheCacheIsMadeAnew() throws Exception {
        rehearseBy("echo 'not a cache' > $1/fundwire.aot");
        start();
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(5)));

        var changed = start();

        assertThat(changed.err()).startsWith(PREPARING).hasLineCount(1);
    }

    @Test
    void whereNothingCanBeWrittenItStartsWithoutACache() throws Exception {
        Files.writeString(cache, "A file where the folder would be, which stops root too.");

        var start = start();

        assertThat(start.err()).isEmpty();
        assertThat(start.classes()).contains("FundwireServer source: file:");
    }

    @Test
    void thatTheCacheCannotBeMadeIsSaidOnce() throws Exception {
        rehearseBy("exit 1");

        var first = start();
        var second = start();

        assertThat(first.err()).contains(PREPARING, NOT_PREPARED).hasLineCount(2);
        assertThat(second.err()).isEmpty();
    }

    /// Has another command make the cache, which takes no time.
    private void rehearseBy(String command) throws IOException {
        Files.writeString(root.resolve("build/rehearse"), "#!/bin/sh\n" + command + "\n");
    }

    /// @param err what it printed on stderr
    /// @param classes where each class came from, as Java's log says it
    private record Start(String err, String classes) {}

    /// Starts the server on addresses that it refuses, once all of it is put together: so it ends.
    private Start start() throws IOException, InterruptedException {
        Path classes = root.resolve("classes.log");
        Path out = root.resolve("out");
        Path err = root.resolve("err");
        var builder =
                new ProcessBuilder(
                                root.resolve("fundwire").toString(),
                                "--port=0",
                                "--host=0.0.0.0",
                                "--data-dir=" + root.resolve("data"))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.contains("JAVA"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("FUNDWIRE_JAVA_OPTS", "-Xlog:class+load:file=" + classes);
        var process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(out)).hasLineCount(1).contains("--insecure");
        return new Start(Files.readString(err), Files.readString(classes));
    }
}
