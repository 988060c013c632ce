package io.fundwire.system;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The real jar as a process, what it prints going to files under `target`. Never outlives the
/// tests.
final class JarProcess implements AutoCloseable {

    /// Far longer than anything takes, as a machine that runs tests may be slow.
    private static final long PATIENCE_SECONDS = 60;

    static final Path JAR =
            Path.of(System.getProperty("fundwire.jar", "../bootstrap/target/fundwire.jar"))
                    .toAbsolutePath();

    /// The Java that runs this test.
    static final Path THIS_JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /// With these Java itself prints lines that tests of output would take for the jar's.
    private static final List<String> CHATTY = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    /// What makes a process quick that lives for seconds.
    private static final List<String> SHORT_LIVED =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m");

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        var killer = new Thread(() -> RUNNING.forEach(Process::destroyForcibly));
        Runtime.getRuntime().addShutdownHook(killer);
    }

    private final Process process;
    private final Path out;
    private final Path err;

    private JarProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
        RUNNING.add(process);
    }

    /// Starts the jar with the Java that runs this test.
    static JarProcess start(String... arguments) {
        return startOn(THIS_JAVA, arguments);
    }

    /// Starts the jar with another Java.
    static JarProcess startOn(Path java, String... arguments) {
        return start(List.of(java.toString()), SHORT_LIVED, arguments);
    }

    /// Starts the jar with these flags of Java's own.
    static JarProcess startWith(List<String> flags, String... arguments) {
        return start(List.of(THIS_JAVA.toString()), flags, arguments);
    }

    /// Starts the jar by another command, which must become it: what has the process id of the
    /// command is to be Java.
    ///
    /// @param command such as `prlimit --nofile=150`
    static JarProcess startBy(List<String> command, String... arguments) {
        var whole = new ArrayList<>(command);
        whole.add(THIS_JAVA.toString());
        return start(whole, SHORT_LIVED, arguments);
    }

    private static JarProcess start(List<String> java, List<String> flags, String... arguments) {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException("There is no " + JAR + ": run ./test, or mvn verify.");
        }
        var command = new ArrayList<>(java);
        command.addAll(flags);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        try {
            Path folder = Files.createDirectories(Path.of("target", "processes"));
            Path out = Files.createTempFile(folder, "jar-", ".out");
            Path err = Files.createTempFile(folder, "jar-", ".err");
            var builder =
                    new ProcessBuilder(command)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().keySet().removeAll(CHATTY);
            // No two servers share one, unless a test says so by a flag.
            Path data = Files.createTempDirectory(folder, "data-");
            builder.environment().put("FUNDWIRE_DATA_DIR", data.toString());
            return new JarProcess(builder.start(), out, err);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// Waits for its end.
    int exitCode() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, SECONDS)) {
                throw new AssertionError("still running:\n" + out() + err());
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /// Asks it to end, by SIGTERM. Not [Process#destroy()], which closes its output as well.
    void terminate() {
        process.toHandle().destroy();
    }

    /// Sends it a signal.
    ///
    /// @param name such as `INT`
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /// Ends it, by SIGKILL.
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    /// All that it printed, warnings of Java included.
    List<String> lines() {
        return (out() + err()).lines().toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() {
        kill();
        RUNNING.remove(process);
    }
}
