package io.fundwire.system;

import org.junit.jupiter.api.Test;

import java.io.IOException;

/// The guard against what makes the server slower bit by bit, on the real jar.
class CountedCostTest {

    private static final int FEW = 20;
    private static final int MANY = 120;
    private static final int HEARTBEATS = 1000;

    @Test
    void aDeliveryAllocatesNoMoreThanWasRecorded() throws IOException {
        CountedCost.BYTES_OF_A_DELIVERY.check(ofADelivery(200, CountedCostTest::allocatedBy));
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
        CountedCost.CALLS_OF_A_DELIVERY.check(ofADelivery(10, CountedCostTest::callsOf));
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

    /// Counts what a server spends meanwhile.
    private interface Count {
        long of(RunningServer server, Doing doing) throws IOException;
    }

    /// What a round costs beside its deliveries is the same for few as for many.
    private static double ofADelivery(int rounds, Count count) throws IOException {
        try (var server = RunningServer.start("--message-rate", "0");
                var audience = Audience.of(server)) {
            audience.growTo(FEW);
            audience.hear(rounds);
            long few = count.of(server, () -> audience.hear(rounds));
            audience.growTo(MANY);
            audience.hear(rounds);
            long many = count.of(server, () -> audience.hear(rounds));
            return (many - few) / ((double) rounds * (MANY - FEW));
        }
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
