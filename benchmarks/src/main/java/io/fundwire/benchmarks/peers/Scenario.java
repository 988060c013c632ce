package io.fundwire.benchmarks.peers;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What is done to each server, in words of the load generator.
///
/// @param ofAll whether to all servers, or to Fundwire only
/// @param whole how it is measured
/// @param brief what is other when it is only to be seen that it works
record Scenario(String name, boolean ofAll, String whole, Map<String, String> brief) {

    static final String ONE = "fan-out";
    static final String EIGHT = "fan-out-8";
    static final String EVERYONE = "everyone";
    static final String MANY = "fan-out-many";
    static final String SATURATED = "heartbeats";
    static final String STEADY = "steady";
    static final String BROADCAST = "broadcast";
    static final String IDLE = "idle";
    static final String CONNECTS = "connects";

    private static final Map<String, String> BRIEF_FAN_OUT =
            Map.of("warm-up", "50", "rounds", "50");
    private static final Map<String, String> BRIEF_TIME = Map.of("warm-up", "1", "seconds", "1");

    /// @param many most clients, as far as this process may have descriptors
    static List<Scenario> all(int many) {
        return List.of(
                new Scenario(
                        ONE,
                        true,
                        "fan-out clients=1000 window=1 warm-up=500 rounds=1000",
                        BRIEF_FAN_OUT),
                new Scenario(
                        EIGHT,
                        true,
                        "fan-out clients=1000 window=8 warm-up=1000 rounds=2500",
                        BRIEF_FAN_OUT),
                new Scenario(
                        EVERYONE,
                        false,
                        "fan-out notifications=1 clients=1000 window=1 warm-up=200 rounds=300",
                        BRIEF_FAN_OUT),
                new Scenario(
                        MANY,
                        false,
                        "fan-out clients=%d window=1 warm-up=30 rounds=60".formatted(many),
                        Map.of("warm-up", "10", "rounds", "10")),
                new Scenario(
                        SATURATED,
                        true,
                        "saturation clients=100 in-flight=4 warm-up=6 seconds=8",
                        BRIEF_TIME),
                new Scenario(
                        STEADY,
                        true,
                        "round-trips clients=1000 rate=5000 warm-up=10 seconds=15",
                        BRIEF_TIME),
                new Scenario(
                        BROADCAST,
                        true,
                        "round-trips clients=1000 rate=5000 broadcasts=1 warm-up=10 seconds=15",
                        BRIEF_TIME),
                new Scenario(
                        IDLE,
                        true,
                        "idle clients=%d warm-up=20000 seconds=30".formatted(many),
                        Map.of("warm-up", "1000", "seconds", "1")),
                new Scenario(
                        CONNECTS,
                        true,
                        "connects clients=%d warm-up=10000".formatted(many),
                        Map.of("warm-up", "1000")));
    }

    /// The arguments of the generator.
    List<String> arguments(boolean briefly) {
        return Arrays.stream(whole.split(" "))
                .map(argument -> briefly ? shortened(argument) : argument)
                .toList();
    }

    private String shortened(String argument) {
        String name = argument.split("=", 2)[0];
        return brief.containsKey(name) ? name + "=" + brief.get(name) : argument;
    }
}
