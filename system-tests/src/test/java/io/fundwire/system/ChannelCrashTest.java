package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A server is killed again and again while many publish on channels: whatever it answered, or sent
/// to anybody, is in its log once and stays where it was, and what is published again under the
/// same id is not there twice.
class ChannelCrashTest {

    private static final int ROUNDS = Boolean.getBoolean("fundwire.long") ? 20 : 2;
    private static final int BACK_ENDS = 16;
    private static final int MEMBERS = 8;

    /// Messages that are kept before the server is killed.
    private static final int ENOUGH = 200;

    private static final List<String> JOBS =
            IntStream.range(0, 10).mapToObj(i -> "job:" + i).toList();
    private static final List<String> TALKS = List.of("conversation:1", "document:1");
    private static final List<String> CHANNELS =
            Stream.concat(JOBS.stream(), TALKS.stream()).toList();

    @TempDir private Path data;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final ChannelPromises promises = new ChannelPromises();
    private final List<ChannelBackEnd> backEnds =
            IntStream.range(0, BACK_ENDS)
                    .mapToObj(i ->
                            new ChannelBackEnd(
                                    "b" + i, JOBS, promises, new Random(random.nextLong())))
                    .toList();
    private final List<ChannelMember> members =
            IntStream.range(0, MEMBERS)
                    .mapToObj(i -> new ChannelMember("m" + i, TALKS.get(i % 2), promises))
                    .toList();

    @Test
    void whatWasPublishedIsInTheLogOnceAndForGood() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (var server = start()) {
                assertNothingWentWrong(server, round);
                backEnds.forEach(backEnd -> backEnd.isServedBy(server));
                members.forEach(member -> member.isServedBy(server));
                var threads =
                        Stream.<Runnable>concat(backEnds.stream(), members.stream())
                                .map(Thread::startVirtualThread)
                                .toList();
                int before = promises.kept();
                await().atMost(RunningServer.PATIENCE)
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> promises.kept() >= before + ENOUGH);
                // Any moment will do.
                Thread.sleep(random.nextInt(800));
                server.process().kill();
                for (Thread thread : threads) {
                    thread.join();
                }
            }
        }
        try (var server = start()) {
            assertNothingWentWrong(server, ROUNDS);
        }
        System.out.printf(
                "channel crash: seed %d, %d rounds, %d messages kept%n",
                seed, ROUNDS, promises.kept());
    }

    private RunningServer start() {
        return RunningServer.start("--data-dir", data.toString(), "--message-rate", "0");
    }

    private void assertNothingWentWrong(RunningServer server, int round) {
        assertThat(promises.troubles(server, CHANNELS))
                .as("seed %d, round %d", seed, round)
                .isEmpty();
    }
}
