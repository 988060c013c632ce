package io.fundwire.benchmarks;

import java.lang.management.ManagementFactory;

/// How long this process has used the cores.
final class OwnCpu {

    private OwnCpu() {}

    static long nanos() {
        return ((com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
