package io.fundwire.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A server as its operating system sees it.
record ServerWatch(ProcessHandle process) {

    private static final int KIB = 1024;
    private static final String RESIDENT = "VmRSS:";

    static ServerWatch of(long pid) {
        return new ServerWatch(ProcessHandle.of(pid).orElseThrow());
    }

    /// How long it has used the cores, to a hundredth of a second.
    long cpuNanos() {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    /// What it has of the machine's memory, in bytes; not a number on systems that do not tell it
    /// in a file.
    double memory() throws IOException {
        var status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.exists(status)) {
            return Double.NaN;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(RESIDENT))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                .findFirst()
                .orElseThrow();
    }
}
