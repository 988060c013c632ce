package io.fundwire.system;

import org.junit.jupiter.api.Test;

import java.io.IOException;

/// The guard against what makes the server slower bit by bit, on the real jar.
class CountedCostTest {

    private static final int FEW = 20;
    private static final int MANY = 120;
    private static final int HEARTBEATS = 1000;

    /// What a round costs beside its deliveries is the same for few as for many.
    @Test
    void aDeliveryAllocatesNoMoreThanWasRecorded() throws IOException {
        int rounds = 200;
        try (var server = RunningServer.start("--message-rate", "0");
                var audience = Audience.of(server)) {
            audience.growTo(FEW);
            audience.hear(rounds);
            long few = allocatedBy(server, () -> audience.hear(rounds));
            audience.growTo(MANY);
            audience.hear(rounds);
            long many = allocatedBy(server, () -> audience.hear(rounds));

            CountedCost.BYTES_OF_A_DELIVERY.check((many - few) / each(rounds));
        }
    }

    @Test
    void aHeartbeatAllocatesNoMoreThanWasRecorded() throws IOException {
        try (var server = RunningServer.start("--message-rate", "0");
                var client = RawClient.connect(server.port())) {
            beat(client, HEARTBEATS);
            long few = allocatedBy(server, () -> beat(client, HEARTBEATS));
            long many = allocatedBy(server, () -> beat(client, 3 * HEARTBEATS));

            CountedCost.BYTES_OF_A_HEARTBEAT.check((many - few) / (2.0 * HEARTBEATS));
        }
    }

    @Test
    void aDeliveryTakesNoMoreSystemCallsThanWereRecorded() throws IOException {
        int rounds = 10;
        try (var server = RunningServer.start("--message-rate", "0");
                var audience = Audience.of(server)) {
            audience.growTo(FEW);
            audience.hear(rounds);
            long few = callsOf(server, () -> audience.hear(rounds));
            audience.growTo(MANY);
            audience.hear(rounds);
            long many = callsOf(server, () -> audience.hear(rounds));

            CountedCost.CALLS_OF_A_DELIVERY.check((many - few) / each(rounds));
        }
    }

    @Test
    void aHeartbeatTakesNoMoreSystemCallsThanWereRecorded() throws IOException {
        try (var server = RunningServer.start("--message-rate", "0");
                var client = RawClient.connect(server.port())) {
            beat(client, HEARTBEATS);
            long calls = callsOf(server, () -> beat(client, HEARTBEATS));

            CountedCost.CALLS_OF_A_HEARTBEAT.check((double) calls / HEARTBEATS);
        }
    }

    /// What a client does.
    private interface Doing {
        void happen() throws IOException;
    }

    private static double each(int rounds) {
        return (double) rounds * (MANY - FEW);
    }

    private static void beat(RawClient client, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            client.sendText("{\"type\":\"heartbeat\",\"data\":{}}");
            client.readPast("\"heartbeat-ack\"");
        }
    }

    private static long allocatedBy(RunningServer server, Doing doing) throws IOException {
        long before = Allocations.of(server.process());
        doing.happen();
        return Allocations.of(server.process()) - before;
    }

    private static long callsOf(RunningServer server, Doing doing) throws IOException {
        try (var strace = Strace.attach(server)) {
            doing.happen();
            return strace.detach().calls().size();
        }
    }
}
