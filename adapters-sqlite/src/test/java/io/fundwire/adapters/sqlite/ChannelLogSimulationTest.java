package io.fundwire.adapters.sqlite;

import static io.fundwire.domain.fixtures.Channels.BOARD;
import static io.fundwire.domain.fixtures.Channels.TALK;
import static io.fundwire.domain.fixtures.Channels.as;
import static io.fundwire.domain.fixtures.Channels.channel;
import static io.fundwire.domain.fixtures.Channels.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.channel.ChannelLog;
import io.fundwire.application.channel.Logged;
import io.fundwire.application.channel.MemoryChannelLog;
import io.fundwire.application.fixtures.FaultRecorder;
import io.fundwire.application.fixtures.KeptAnswer;
import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelKinds;
import io.fundwire.domain.channel.LogOpening;
import io.fundwire.domain.channel.LogState;
import io.fundwire.domain.channel.PublishId;
import io.fundwire.domain.channel.ReplayRange;
import io.fundwire.domain.fixtures.Simulation;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Whatever is asked of it, a log on disk answers as one in memory does.
final class ChannelLogSimulationTest {

    private static final int STEPS = 150;
    private static final int ALL = 1000;
    private static final ChannelKinds KINDS = ChannelKinds.DEFAULT.with(List.of(TALK, BOARD));

    @TempDir private Path parent;

    @Test
    void answersAsALogInMemoryDoes() {
        Simulation.seeds(6)
                .run(random -> {
                    var opened =
                            OpenStore.open(
                                    Files.createTempDirectory(parent, "run"), new FaultRecorder());
                    try (opened) {
                        new Run(random, opened.sqlite().channels()).go();
                    }
                });
    }

    private static final class Run {

        private final VirtualClock clock = new VirtualClock();
        private final ChannelLog model = new MemoryChannelLog(Long.MAX_VALUE, new Random(1));
        private final RandomGenerator random;
        private final ChannelLog tested;

        Run(RandomGenerator random, ChannelLog tested) {
            this.random = random;
            this.tested = tested;
        }

        void go() {
            for (int i = 0; i < STEPS; i++) {
                switch (random.nextInt(8)) {
                    case 0 -> clock.advance(Duration.ofMinutes(random.nextInt(40)));
                    case 1 -> trim();
                    default -> publish();
                }
                compare();
            }
        }

        private void publish() {
            var kind = random.nextBoolean() ? TALK : BOARD;
            String key =
                    kind.equals(BOARD) && random.nextBoolean() ? "k" + random.nextInt(4) : null;
            String text = "x".repeat(random.nextInt(400));
            String channel = kind.name() + ":" + random.nextInt(2);
            var plain = keyed(channel, key, text, clock.instant());
            var id = new PublishId("p", "" + random.nextInt(30), "" + random.nextInt(2));
            var publication = random.nextInt(3) == 0 ? as(id, plain) : plain;
            var bounded = random.nextInt(10) == 0 ? bounded(kind) : kind;
            same(log ->
                    withoutEpoch(
                            KeptAnswer.<Logged>of(
                                    receipt -> log.append(bounded, publication, receipt))));
        }

        /// What its operator might make of it.
        private ChannelKind bounded(ChannelKind kind) {
            return new ChannelKind(
                    kind.name(),
                    kind.storage(),
                    new ChannelKind.History(1 + random.nextInt(9), 1500, Duration.ofHours(1)),
                    kind.keys(),
                    kind.publishers(),
                    kind.presence(),
                    kind.limits());
        }

        private static Object withoutEpoch(Logged logged) {
            return logged instanceof Logged.Kept(var position) ? position.offset() : logged;
        }

        private void trim() {
            Instant now = clock.instant();
            same(log ->
                    KeptAnswer.<Integer>of(receipt ->
                            log.trim(KINDS, now, now.minus(Duration.ofHours(2)), ALL, receipt)));
        }

        private void compare() {
            for (ChannelKind kind : List.of(TALK, BOARD)) {
                compare(kind, random.nextInt(2), random.nextLong(30), random.nextInt(12));
            }
        }

        private void compare(ChannelKind kind, int number, long offset, int history) {
            var channel = channel(kind.name() + ":" + number);
            var range = new ReplayRange(offset, offset + random.nextInt(5));
            int limit = 1 + random.nextInt(5);
            same(log -> log.before(channel, offset, limit));
            same(log -> log.read(channel, range, limit).messages());
            same(log -> log.read(channel, range, limit).isLast());
            same(log -> {
                var opening = log.open(kind, channel, Optional.empty(), history);
                var page = log.read(channel, opening.range(), ALL);
                return List.of(described(opening), page.messages());
            });
            same(log -> {
                var state = log.open(kind, channel, Optional.empty(), 0).state();
                var opening = log.open(kind, channel, Optional.of(state.at(offset)), history);
                var page = log.read(channel, opening.range(), ALL);
                return List.of(described(opening), page.messages());
            });
        }

        private static List<Object> described(LogOpening opening) {
            LogState state = opening.state();
            return List.of(
                    state.lostUpTo(),
                    state.head(),
                    opening.recovered(),
                    opening.range(),
                    opening.missed());
        }

        private <T> void same(Function<ChannelLog, T> question) {
            assertThat(question.apply(tested)).isEqualTo(question.apply(model));
        }
    }
}
