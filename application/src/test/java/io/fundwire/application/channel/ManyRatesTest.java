package io.fundwire.application.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.channel.ChannelMessage;
import io.fundwire.domain.channel.ChannelMessageDelivery;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.Position;
import io.fundwire.domain.channel.Subscribed;
import io.fundwire.domain.channel.Throttle;
import io.fundwire.domain.fixtures.Simulation;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Payload;
import io.fundwire.domain.message.ServerMessage;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A hundred subscribers with ten different rates, on one channel whose hundred keys change much
/// faster than any of them wants, with messages between that have no key.
final class ManyRatesTest {

    private static final String CHANNEL = "live:prices";
    private static final int SUBSCRIBERS = 100;
    private static final int RATES = 10;
    private static final int KEYS = 100;
    private static final int MOST_AT_ONCE = 20;
    private static final Duration MOST_BETWEEN_ALARMS = Duration.ofMillis(40);
    private static final Duration PLAYED = Duration.ofSeconds(15);

    /// The period of the slowest.
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Test
    void eachSeesTheNewestOfEachKeyWithinItsPeriodAndNoKeyFasterThanThat() {
        Simulation.seeds(2).run(random -> new Run(random).play());
    }

    /// What one has seen: the newest offset by key, and all offsets of messages without a key.
    private record Seen(Position position, Map<String, Long> newest, Set<Long> unkeyed) {}

    private static final class Run {

        private final RandomGenerator random;
        private final VirtualClock clock = new VirtualClock();
        private final Core core;
        private final List<Reader> readers = new ArrayList<>();

        /// When each key was published, by offset.
        private final Map<String, TreeMap<Long, Instant>> said = new HashMap<>();

        private final List<Seen> toGoOnFrom = new ArrayList<>();
        private final Set<Long> unkeyed = new HashSet<>();
        private long head;

        Run(RandomGenerator random) {
            this.random = random;
            core = Core.of(Core.Settings.defaults(), clock, random);
        }

        void play() {
            for (int i = 0; i < SUBSCRIBERS; i++) {
                readers.add(new Reader(core, (i % RATES + 1) / (double) RATES));
            }
            for (Instant end = clock.instant().plus(PLAYED); clock.instant().isBefore(end); ) {
                publishSome();
                timePasses();
                someoneGoesOnElsewhere();
            }
            for (Instant end = clock.instant().plus(LONGEST); clock.instant().isBefore(end); ) {
                timePasses();
            }
            for (Reader reader : readers) {
                assertThat(reader.unkeyed).isEqualTo(unkeyed);
                said.forEach(
                        (key, all) -> assertThat(reader.newest).containsEntry(key, all.lastKey()));
            }
        }

        private void publishSome() {
            for (int i = random.nextInt(MOST_AT_ONCE); i > 0; i--) {
                publish("key" + random.nextInt(KEYS));
            }
            if (random.nextInt(5) == 0) {
                publish(null);
            }
            readers.forEach(this::reads);
        }

        private void timePasses() {
            clock.advance(
                    Duration.ofMillis(random.nextInt((int) MOST_BETWEEN_ALARMS.toMillis()) + 1));
            core.alarms.ring();
            readers.forEach(this::reads);
        }

        private void publish(@Nullable String key) {
            head++;
            if (key == null) {
                unkeyed.add(head);
            } else {
                said.computeIfAbsent(key, k -> new TreeMap<>()).put(head, clock.instant());
            }
            core.publishMessage.handle(
                    new PublishMessage.Input(
                            new ChannelName(CHANNEL),
                            "price",
                            new Payload("{}"),
                            key,
                            Optional.empty()),
                    outcome ->
                            assertThat(outcome)
                                    .isEqualTo(new PublishMessage.Outcome.Published(head)));
        }

        private void reads(Reader reader) {
            for (var delivery : Visitor.messagesIn(reader.visitor.reads())) {
                comesInTime(reader, delivery.message());
                reader.gets(delivery, clock.instant());
                if (random.nextInt(500) == 0) {
                    toGoOnFrom.add(reader.seen());
                }
            }
        }

        private void comesInTime(Reader reader, ChannelMessage message) {
            if (message.key() != null) {
                var due =
                        said.getOrDefault(message.key(), new TreeMap<>())
                                .higherEntry(reader.newest.getOrDefault(message.key(), 0L));
                assertThat(clock.instant())
                        .as("%s waited for %s", reader.period, due)
                        .isBeforeOrEqualTo(
                                due.getValue().plus(reader.period).plus(MOST_BETWEEN_ALARMS));
            }
        }

        /// Whatever position somebody has seen: with what was seen by then, all that follows it in
        /// the log makes the whole.
        private void someoneGoesOnElsewhere() {
            if (toGoOnFrom.isEmpty() || random.nextInt(5) > 0) {
                return;
            }
            var seen = toGoOnFrom.remove(random.nextInt(toGoOnFrom.size()));
            var visitor = Visitor.anonymous(core).settled().subscribes(CHANNEL, seen.position());
            List<ServerMessage> read = visitor.reads();
            assertThat(read.getFirst())
                    .isInstanceOfSatisfying(
                            Subscribed.class, answer -> assertThat(answer.recovered()).isTrue());
            var newest = new HashMap<>(seen.newest());
            var follows = Visitor.messagesIn(read).stream().map(ChannelMessageDelivery::message);
            var others = new HashSet<>(seen.unkeyed());
            for (ChannelMessage message : follows.toList()) {
                if (message.key() == null) {
                    others.add(message.offset());
                } else {
                    newest.merge(message.key(), message.offset(), Math::max);
                }
            }
            assertThat(others).isEqualTo(unkeyed);
            said.forEach((key, all) -> assertThat(newest).containsEntry(key, all.lastKey()));
            visitor.leaves();
        }
    }

    /// One who asked for a rate and reads at once.
    private static final class Reader {

        private final Visitor visitor;
        private final Duration period;
        private final Map<String, Long> newest = new HashMap<>();
        private final Map<String, Instant> gotAt = new HashMap<>();
        private final Set<Long> unkeyed = new HashSet<>();
        private Position position = new Position("", 0);

        Reader(Core core, double rate) {
            period = Throttle.periodOf(OptionalDouble.of(rate)).orElseThrow();
            visitor =
                    Visitor.anonymous(core)
                            .settled()
                            .subscribes(CHANNEL, Optional.empty(), 0, OptionalDouble.of(rate))
                            .settled();
        }

        void gets(ChannelMessageDelivery delivery, Instant now) {
            var message = delivery.message();
            position = delivery.position();
            if (message.key() == null) {
                assertThat(unkeyed.add(message.offset())).isTrue();
                return;
            }
            Instant before = gotAt.put(message.key(), now);
            if (before != null) {
                assertThat(now).as(message.key()).isAfterOrEqualTo(before.plus(period));
            }
            assertThat(newest.getOrDefault(message.key(), 0L)).isLessThan(message.offset());
            newest.put(message.key(), message.offset());
        }

        Seen seen() {
            return new Seen(position, Map.copyOf(newest), Set.copyOf(unkeyed));
        }
    }
}
