package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// A server is killed again and again while many publish and many listen, and keeps every promise
/// that it has given.
class CrashTest {

    private static final int ROUNDS = Boolean.getBoolean("fundwire.long") ? 20 : 3;
    private static final int USERS = 50;

    @TempDir private Path data;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<Recipient> recipients =
            IntStream.range(0, USERS)
                    .mapToObj(i -> new Recipient("user-" + i, new Random(random.nextLong())))
                    .toList();
    private final Promises promises = new Promises();
    private final Publishers publishers =
            new Publishers(recipients.stream().map(Recipient::user).toList(), promises, random);

    @Test
    void nothingThatWasPromisedIsLostAndNothingThatIsDoneReturns() throws Exception {
        int port = 0;
        long millis = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try (var server = startOn(port)) {
                everybodyConnects(server, round);
                // Any moment will do.
                int life = 1500 + random.nextInt(1000);
                publishers.start(server);
                Thread.sleep(life);
                server.process().kill();
                publishers.awaitEnd();
                for (Recipient recipient : recipients) {
                    recipient.awaitEnd();
                }
                millis += life;
                port = random.nextBoolean() ? server.port() : 0;
            }
        }
        try (var server = startOn(port)) {
            everybodyConnects(server, ROUNDS);
        }
        System.out.printf(
                "crash: seed %d, %d rounds, %d publishes accepted (%d a second), %d unanswered, %d"
                        + " acknowledgements%n",
                seed,
                ROUNDS,
                promises.accepted(),
                promises.accepted() * 1000L / millis,
                promises.unanswered(),
                recipients.stream().mapToInt(Recipient::acknowledged).sum());
    }

    private RunningServer startOn(int port) {
        return RunningServer.startOn(port, "--data-dir", data.toString());
    }

    /// And reads what waits, up to a notification that comes after all the others.
    private void everybodyConnects(RunningServer server, int round) throws IOException {
        recipients.forEach(recipient -> recipient.connect(server));
        String last = "last " + round;
        publishers.publishToAll(server, last);
        await().alias("seed " + seed)
                .atMost(RunningServer.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> recipients.stream().allMatch(recipient -> recipient.has(last)));

        assertThat(publishers.troubles()).as("seed %d", seed).isEmpty();
        assertThat(recipients)
                .as("seed %d, round %d", seed, round)
                .flatExtracting(recipient -> recipient.troubles(promises))
                .isEmpty();
        assertThat(promises.keptForSomeOnly(recipients)).as("seed %d", seed).isEmpty();
    }
}
