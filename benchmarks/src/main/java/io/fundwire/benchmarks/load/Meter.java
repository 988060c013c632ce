package io.fundwire.benchmarks.load;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// From its making on: what the server used of the cores, and what the generator did. Used by the
/// thread that serves the clients.
final class Meter {

    private static final double MICRO = 1e3;
    private static final double SECOND = 1e9;
    private static final double PERCENT = 100;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ServerWatch server;
    private final long serverCpu;
    private final long own = THREADS.getCurrentThreadCpuTime();
    private final long begun = System.nanoTime();

    Meter(ServerWatch server) {
        this.server = server;
        this.serverCpu = server.cpuNanos();
    }

    /// @param of how many units the server did meanwhile, such as deliveries
    Outcome stop(Number of) {
        double units = of.doubleValue();
        double nanos = System.nanoTime() - begun;
        double cpu = server.cpuNanos() - serverCpu;
        return new Outcome()
                .with("units", units)
                .with("seconds", nanos / SECOND)
                .with("perSecond", units / nanos * SECOND)
                .with("cpuMicros", cpu / units / MICRO)
                .with("cpuPercent", PERCENT * cpu / nanos)
                .with(
                        "generatorPercent",
                        PERCENT * (THREADS.getCurrentThreadCpuTime() - own) / nanos);
    }
}
