package io.fundwire.benchmarks.load;

import java.io.IOException;

/// The generator's command line: `Load MODE port=… pid=… clients=… …`. Figures go to stdout, what
/// people should know to stderr.
///
/// | mode | what it does | needs besides |
/// |---|---|---|
/// | `idle` | connects and cuts, again and again for a warm-up, then connects, and then nothing | `warm-up` (connects), `seconds` |
/// | `connects` | connects and cuts in the same way, then counts | `warm-up` (connects) |
/// | `round-trips` | heartbeats at a rate, whether or not they are answered | `rate`, `warm-up`, `seconds`; `broadcasts` a second |
/// | `saturation` | heartbeats, each client with some under way | `in-flight`, `warm-up`, `seconds` |
/// | `fan-out` | messages to all, each with its number | `rounds`, `warm-up` (rounds), `window`; `notifications=1` |
public final class Load {

    private Load() {}

    /// Measures once.
    public static void main(String[] arguments) throws IOException {
        var task = Task.of(arguments);
        try (var swarm = new Swarm(task.number("port"))) {
            Outcome outcome =
                    switch (task.mode()) {
                        case "idle" -> Idle.measure(swarm, task);
                        case "connects" -> Connects.measure(swarm, task);
                        case "round-trips" -> RoundTrips.measure(swarm, task);
                        case "saturation" -> Saturation.measure(swarm, task);
                        case "fan-out" -> FanOut.measure(swarm, task);
                        default -> throw new IllegalArgumentException(task.mode());
                    };
            outcome.with("lostClients", swarm.lost()).print(System.out);
        }
    }
}
