package io.fundwire.benchmarks.load;

import java.io.IOException;

/// What clients cost who are connected and say nothing, once the server has let in many: what its
/// heap and its compiler took for the first of them is not theirs.
final class Idle {

    private static final long UNTIL_SETTLED = 5_000_000_000L;

    private Idle() {}

    static Outcome measure(Swarm swarm, Task task) throws IOException {
        var server = task.server();
        WarmUp.comeAndGo(swarm, task.number("warm-up"));
        int clients = task.number("clients");
        double before = server.memory();
        swarm.connect(clients, false);
        swarm.run(System.nanoTime() + UNTIL_SETTLED);
        var meter = new Meter(server);
        swarm.run(System.nanoTime() + task.nanos("seconds"));
        var outcome = meter.stop(clients);
        double after = server.memory();
        return outcome.with("memory", after).with("memoryEach", (after - before) / clients);
    }
}
