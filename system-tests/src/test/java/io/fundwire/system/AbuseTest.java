package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Whatever some clients do, the others notice nothing, and the server's memory stays as it is: it
/// ends itself when its small heap is full.
class AbuseTest {

    private static final boolean LONG = Boolean.getBoolean("fundwire.long");

    /// Nobody outside is to learn what the server is made of.
    private static final List<String> SECRETS =
            List.of("fundwire.", "eclipse", "etty", "ackson", "Exception", "java.", "\tat ");

    @Test
    void thoseWhoReadGetAllThatSlowReadersDoNot() throws Exception {
        int rounds = 2000;
        try (var server = serverWithHeap("64m");
                var slow = FrozenClients.connect(server.port(), 20);
                var crowd = HealthyCrowd.connect(server.port(), 20)) {
            for (int round = 0; round < rounds; round++) {
                publish(server, round);
                awaitRound(crowd, round);
            }

            assertThat(crowd.troubles()).isEmpty();
            assertThat(crowd.notifications()).isEqualTo(rounds);
            assertThat(server.process().isAlive()).isTrue();
            slow.vanish();
        }
    }

    @Test
    void oneTooManyIsSentAwayAndComesInWhenAnotherLeft() throws Exception {
        try (var server = serverWithHeap("64m");
                var crowd = HealthyCrowd.connect(server.port(), 999);
                var last = RawClient.connect(server.port());
                var tooMany = RawClient.open(server.port())) {
            tooMany.send(RawClient.UPGRADE);

            assertThat(tooMany.readUntil("\r\n\r\n"))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("\r\nRetry-After: ");

            last.reset();
            await().atMost(RunningServer.PATIENCE).until(() -> connects(server));
            assertThat(crowd.troubles()).isEmpty();
        }
    }

    @Test
    void abuseOfEveryKindLeavesTheOthersAlone() throws Exception {
        Duration duration = LONG ? Duration.ofMinutes(10) : Duration.ofSeconds(12);
        int healthy = LONG ? 500 : 100;
        try (var server = serverWithHeap(LONG ? "256m" : "96m");
                var crowd = HealthyCrowd.connect(server.port(), healthy)) {
            var abusers = new Abusers(server.port());
            abusers.start(8);
            int rounds = publishFor(duration, server, crowd);
            abusers.stop();

            System.out.printf(
                    "abuse: %d kinds, %d times, %d answered; healthy: %d clients, %d rounds, %d"
                            + " heartbeats, round trip p50 %d us, p99 %d us%n",
                    abusers.kinds().size(),
                    abusers.count(),
                    abusers.answered(),
                    healthy,
                    rounds,
                    crowd.heartbeats(),
                    crowd.roundTrip(0.5) / 1000,
                    crowd.roundTrip(0.99) / 1000);
            assertThat(crowd.troubles()).isEmpty();
            assertThat(crowd.notifications()).isEqualTo(rounds);
            assertThat(crowd.heartbeats()).isGreaterThan(healthy);
            assertThat(abusers.kinds()).containsExactlyInAnyOrder(Abuse.values());
            assertThat(abusers.leaks()).isEmpty();
            await().atMost(RunningServer.PATIENCE).until(() -> connectedClients(server) == healthy);
            assertThat(server.process().lines()).noneMatch(line -> line.contains("ERROR"));
            if (LONG) {
                assertThat(crowd.roundTrip(0.99)).isLessThan(Duration.ofMillis(20).toNanos());
            }
        }
    }

    @Test
    void serversThatRanOutOfSocketsTakeClientsAgainWhenSomeAreFree() throws Exception {
        try (var server = RunningServer.startBy(List.of("prlimit", "--nofile=150"))) {
            var idle = new ArrayList<RawClient>();
            for (int i = 0; i < 300; i++) {
                idle.add(RawClient.open(server.port()));
            }
            for (RawClient client : idle) {
                client.close();
            }

            await().atMost(RunningServer.PATIENCE).until(() -> connects(server));
        }
    }

    @Test
    void aServerThatStoodStillGoesOnAsIfNothingHadBeen() throws Exception {
        try (var server = RunningServer.start("--heartbeat-interval", "2s");
                var crowd = HealthyCrowd.connect(server.port(), 50)) {
            publish(server, 0);
            awaitRound(crowd, 0);

            server.process().signal("STOP");
            // What is tested is that this long has passed: three intervals, of two and a half
            // allowed.
            Thread.sleep(6000);
            server.process().signal("CONT");
            int answered = crowd.heartbeats();

            publish(server, 1);
            awaitRound(crowd, 1);
            await().atMost(RunningServer.PATIENCE).until(() -> crowd.heartbeats() >= answered + 50);
            assertThat(crowd.troubles()).isEmpty();
        }
    }

    private static RunningServer serverWithHeap(String heap) {
        return RunningServer.startWith(
                List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
    }

    /// @return how many rounds
    private static int publishFor(Duration duration, RunningServer server, HealthyCrowd crowd)
            throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        int round = 0;
        while (System.nanoTime() < end) {
            publish(server, round);
            awaitRound(crowd, round);
            round++;
            // The pace of the load, nothing that is waited for.
            Thread.sleep(250);
        }
        return round;
    }

    private static void publish(RunningServer server, int round) {
        String json =
                "{\"title\":\"%s\",\"body\":\"to everyone\"}".formatted(HealthyCrowd.round(round));
        assertThat(HttpCalls.post(server.http("/api/notifications"), json).statusCode())
                .isEqualTo(202);
    }

    private static void awaitRound(HealthyCrowd crowd, int round) {
        await().atMost(RunningServer.PATIENCE)
                .pollInterval(Duration.ofMillis(1))
                .pollDelay(Duration.ZERO)
                .until(() -> crowd.notifications() == round + 1 || !crowd.troubles().isEmpty());
    }

    private static int connectedClients(RunningServer server) {
        String health = HttpCalls.get(server.http("/api/health")).body();
        return Json.parse(health).path("connectedClients").asInt();
    }

    private static boolean connects(RunningServer server) {
        try {
            RawClient.connect(server.port()).close();
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /// Do what [Abuse] says, one after the other, in a random order.
    private static final class Abusers {

        private final int port;
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicInteger count = new AtomicInteger();
        private final AtomicInteger answered = new AtomicInteger();
        private final Set<Abuse> kinds = ConcurrentHashMap.newKeySet();
        private final Set<String> leaks = ConcurrentHashMap.newKeySet();
        private final List<Thread> threads = new ArrayList<>();

        Abusers(int port) {
            this.port = port;
        }

        void start(int number) {
            for (int i = 0; i < number; i++) {
                int seed = i;
                threads.add(Thread.startVirtualThread(() -> abuse(seed)));
            }
        }

        void stop() throws InterruptedException {
            stopped.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }

        private void abuse(int seed) {
            var random = new Random(seed);
            Abuse[] all = Abuse.values();
            for (int turn = seed; !stopped.get(); turn++) {
                Abuse kind = all[turn % all.length];
                try {
                    String answer = kind.inflict(port, random);
                    answered.addAndGet(answer.isEmpty() ? 0 : 1);
                    SECRETS.stream()
                            .filter(answer::contains)
                            .forEach(secret -> leaks.add(kind + " was told: " + answer));
                } catch (IOException cutOff) {
                    // As it deserves.
                }
                kinds.add(kind);
                count.incrementAndGet();
            }
        }

        int count() {
            return count.get();
        }

        int answered() {
            return answered.get();
        }

        Set<Abuse> kinds() {
            return kinds;
        }

        Set<String> leaks() {
            return leaks;
        }
    }
}
