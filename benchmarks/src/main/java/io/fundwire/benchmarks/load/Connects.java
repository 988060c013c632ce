package io.fundwire.benchmarks.load;

import java.io.IOException;

/// What it costs to let clients in, once the server has let in many: from the first segment until
/// each is welcome.
final class Connects {

    private Connects() {}

    static Outcome measure(Swarm swarm, Task task) throws IOException {
        WarmUp.comeAndGo(swarm, task.number("warm-up"));
        int clients = task.number("clients");
        var meter = new Meter(task.server());
        var times = swarm.connect(clients, false);
        return meter.stop(clients).with("p50", times.micros(50)).with("p99", times.micros(99));
    }
}
