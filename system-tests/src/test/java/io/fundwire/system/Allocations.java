package io.fundwire.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/// What the threads of a server have allocated since they began, as the JDK's own `jcmd` tells it.
final class Allocations {

    private static final Pattern ALLOCATED = Pattern.compile(" allocated=(\\d+)([BKMG]) ");

    private static final Map<String, Long> UNITS =
            Map.of("B", 1L, "K", 1L << 10, "M", 1L << 20, "G", 1L << 30);

    private Allocations() {}

    /// In bytes, to a KiB for each thread; of threads that still run.
    static long of(JarProcess server) throws IOException {
        String jcmd = JarProcess.THIS_JAVA.resolveSibling("jcmd").toString();
        var threads =
                new ProcessBuilder(jcmd, String.valueOf(server.pid()), "Thread.print", "-e")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(threads.getInputStream().readAllBytes(), UTF_8);
        long all =
                ALLOCATED
                        .matcher(said)
                        .results()
                        .mapToLong(one -> Long.parseLong(one.group(1)) * UNITS.get(one.group(2)))
                        .sum();
        if (all == 0) {
            throw new AssertionError("jcmd does not tell what was allocated:\n" + said);
        }
        return all;
    }
}
