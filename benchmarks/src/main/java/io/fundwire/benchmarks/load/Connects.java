package io.fundwire.benchmarks.load;

import java.io.IOException;

/// What it costs to let clients in, once the server has let in many: from the first segment until
/// each is welcome.
final class Connects {

    private static final int CUT_AT_ONCE = 2_000;
    private static final long UNTIL_NOTICED = 1_000_000_000L;

    private Connects() {}

    static Outcome measure(Swarm swarm, Task task) throws IOException {
        for (int left = task.number("warm-up"); left > 0; left -= CUT_AT_ONCE) {
            swarm.connect(Math.min(left, CUT_AT_ONCE), false);
            swarm.cut();
            swarm.run(System.nanoTime() + UNTIL_NOTICED);
        }
        int clients = task.number("clients");
        var meter = new Meter(task.server());
        var times = swarm.connect(clients, false);
        return meter.stop(clients).with("p50", times.micros(50)).with("p99", times.micros(99));
    }
}
