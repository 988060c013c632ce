package io.fundwire.application.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.ChannelSetup;
import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.ForwardingChannelLog;
import io.fundwire.application.fixtures.GroupCommitChannelLog;
import io.fundwire.application.fixtures.InMemoryResumeLedger;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.application.resume.SubscriptionRestorer;
import io.fundwire.application.store.Receipt;
import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelKinds;
import io.fundwire.domain.channel.ChannelMessage;
import io.fundwire.domain.channel.ChannelMessageDelivery;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelPublication;
import io.fundwire.domain.channel.LastOfPage;
import io.fundwire.domain.channel.Position;
import io.fundwire.domain.channel.Published;
import io.fundwire.domain.channel.ReplayRange;
import io.fundwire.domain.channel.Subscribed;
import io.fundwire.domain.channel.Unsubscribed;
import io.fundwire.domain.fixtures.Channels;
import io.fundwire.domain.fixtures.Simulation;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Payload;
import io.fundwire.domain.message.ServerMessage;
import io.fundwire.domain.resume.RenewedResumeToken;
import io.fundwire.domain.resume.Resumed;
import io.fundwire.domain.session.Welcome;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Clients that subscribe, publish, read now and then, drop, come back by their tokens or as new
/// ones, while logs are trimmed, the disk takes its time to keep and to answer, and the server
/// crashes between any two steps. Whatever the order: what a client has seen of a channel since it
/// was last told where it begins is exactly the log from there on, in order and once, superseded
/// messages aside; and what a client publishes under an id is in the log once.
final class ChannelSimulationTest {

    private static final int STEPS = 150;
    private static final int MOST_READERS = 5;
    private static final int ROOM = 6_000;
    private static final List<String> NAMES =
            List.of("talk:1", "talk:2", "board:1", "board:2", "live:1", "live:2", "live:3");

    /// Ten are kept, for an hour, in memory that is too small for all.
    private static final ChannelKind LIVE =
            new ChannelKind(
                    "live",
                    ChannelKind.Storage.MEMORY,
                    new ChannelKind.History(10, 1_000_000, Duration.ofHours(1)),
                    ChannelKind.Keys.CONFLATE,
                    ChannelKind.Publishers.ANYONE,
                    ChannelKind.Presence.HIDDEN,
                    ChannelKinds.LIVE.limits());

    @Test
    void whatAClientHasSeenIsExactlyTheLogBetweenItsPositions() {
        Simulation.seeds(1000).run(random -> new Run(random, 0).play());
    }

    @Test
    void whoAsksForARateMissesNothingButWhatWasSuperseded() {
        Simulation.seeds(300).run(random -> new Run(random, 0.5).play());
    }

    /// Every message that any log ever kept, by channel and epoch.
    private static final class Truth extends ForwardingChannelLog {

        private final Map<String, NavigableMap<Long, ChannelMessage>> logs = new HashMap<>();

        Truth(ChannelLog log) {
            super(log);
        }

        @Override
        public void append(
                ChannelKind kind, ChannelPublication publication, Receipt<Logged> receipt) {
            super.append(
                    kind,
                    publication,
                    new Receipt<>() {
                        @Override
                        public void kept(Logged logged, long version) {
                            if (logged instanceof Logged.Kept(var position)) {
                                of(publication.channel(), position.epoch())
                                        .put(position.offset(), publication.at(position.offset()));
                            }
                            receipt.kept(logged, version);
                        }

                        @Override
                        public void notKept(RuntimeException why) {
                            receipt.notKept(why);
                        }
                    });
        }

        NavigableMap<Long, ChannelMessage> of(ChannelName channel, String epoch) {
            return logs.computeIfAbsent(channel + " " + epoch, name -> new TreeMap<>());
        }
    }

    private static final class Run {

        private final RandomGenerator random;
        private final double rated;
        private final VirtualClock clock = new VirtualClock();
        private final Truth disk;
        private final GroupCommitChannelLog slowDisk;
        private final InMemoryResumeLedger ledger = new InMemoryResumeLedger();
        private final ArrayDeque<Runnable> questions = new ArrayDeque<>();
        private final List<Reader> readers = new ArrayList<>();
        private final Set<String> answered = new HashSet<>();

        private Truth memory;
        private Core core;
        private int published;

        Run(RandomGenerator random, double rated) {
            this.random = random;
            this.rated = rated;
            disk = new Truth(new MemoryChannelLog(10_000_000, random));
            slowDisk = new GroupCommitChannelLog(disk);
            memory = new Truth(new MemoryChannelLog(ROOM, random));
            core = newCore();
        }

        private Core newCore() {
            return Core.of(
                    Core.Settings.defaults()
                            .with(ledger)
                            .with(
                                    ChannelSetup.defaults()
                                            .withDisk(slowDisk)
                                            .withMemory(memory)
                                            .with(questions::add)
                                            .with(LIVE)),
                    clock,
                    new Random(random.nextLong()));
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(26)) {
                    case 0, 1 -> someoneComes();
                    case 2, 3 -> anyReader().ifPresent(Reader::subscribes);
                    case 4 -> anyReader().ifPresent(Reader::unsubscribes);
                    case 5, 6, 7 -> anyReader().ifPresent(Reader::says);
                    case 8, 9 -> publishSome();
                    case 10, 11 -> slowDisk.commit(random.nextInt(20));
                    case 12, 13 -> slowDisk.handOut(random.nextInt(20));
                    case 14, 15, 16 -> answerSome();
                    case 17, 18 -> anyReader().ifPresent(Reader::readsSome);
                    case 19 -> anyReader().ifPresent(Reader::readsAll);
                    case 20 -> anyReader().ifPresent(Reader::drops);
                    case 21 -> anyReader().ifPresent(Reader::resumes);
                    case 22 -> core.trimChannels.handle();
                    case 23 -> clock.advance(Duration.ofMinutes(random.nextInt(30)));
                    case 24 -> crashNowAndThen();
                    default -> tick(Duration.ofMillis(random.nextInt(500)));
                }
            }
            readers.forEach(Reader::comesBack);
            comesToRest();
            readers.forEach(Reader::hasSeenExactlyTheLog);
            for (String name : List.of("talk:1", "talk:2", "board:1", "board:2")) {
                nothingIsThereTwice(new ChannelName(name));
            }
        }

        private void comesToRest() {
            for (int i = 0; i < 40; i++) {
                slowDisk.settle();
                answerAll();
                readers.forEach(Reader::readsAll);
                tick(Duration.ofSeconds(1));
            }
        }

        private void tick(Duration time) {
            clock.advance(time);
            core.alarms.ring();
        }

        private void answerSome() {
            for (int i = random.nextInt(4); i > 0 && !questions.isEmpty(); i--) {
                questions.remove().run();
            }
        }

        private void answerAll() {
            while (!questions.isEmpty()) {
                questions.remove().run();
            }
        }

        private Optional<Reader> anyReader() {
            return readers.isEmpty() ? Optional.empty() : Optional.of(anyOf(readers));
        }

        private void someoneComes() {
            if (readers.size() < MOST_READERS) {
                readers.add(new Reader());
            }
        }

        private void crashNowAndThen() {
            if (random.nextInt(3) == 0) {
                slowDisk.crash();
                questions.clear();
                memory = new Truth(new MemoryChannelLog(ROOM, random));
                core = newCore();
                readers.forEach(Reader::isCutOff);
            }
        }

        private void publishSome() {
            for (int i = random.nextInt(15); i > 0; i--) {
                var channel = new ChannelName(anyOf(NAMES));
                core.publishMessage.handle(
                        new PublishMessage.Input(
                                channel, "said", nextText(), anyKey(channel), Optional.empty()),
                        outcome -> {});
            }
        }

        private Payload nextText() {
            return new Payload(Channels.json("" + published++));
        }

        private @Nullable String anyKey(ChannelName channel) {
            boolean isKeyed = !channel.kind().equals("talk") && random.nextInt(3) > 0;
            return isKeyed ? "key" + random.nextInt(4) : null;
        }

        private void nothingIsThereTwice(ChannelName channel) {
            var texts = new HashSet<String>();
            disk.logs.forEach((name, log) -> {
                if (name.startsWith(channel + " ")) {
                    log.values()
                            .forEach(message ->
                                    assertThat(texts.add(message.payload().json())).isTrue());
                }
            });
            answered.stream()
                    .filter(text -> text.startsWith(channel + " "))
                    .forEach(text ->
                            assertThat(texts).contains(text.substring(text.indexOf(' ') + 1)));
        }

        private <T> T anyOf(List<T> some) {
            return some.get(random.nextInt(some.size()));
        }

        /// What a reader knows of one channel.
        private static final class Follows {

            private final OptionalDouble rate;
            private Position start;
            private Position position;

            /// What it has seen since the start, in the order of coming.
            private final Map<Long, ChannelMessage> seen = new LinkedHashMap<>();

            /// Up to where the log went when it was told of a beginning that is no going on: of
            /// what was there by then it gets what it asked for.
            private long beganUpTo;

            /// Whether it was told where it begins on this connection.
            private boolean isTold;

            Follows(OptionalDouble rate, Position nowhere) {
                this.rate = rate;
                start = nowhere;
                position = nowhere;
            }

            void begins(Position at, boolean recovered, long head) {
                isTold = true;
                if (recovered) {
                    assertThat(at).isEqualTo(position);
                } else {
                    start = at;
                    position = at;
                    beganUpTo = head;
                    seen.clear();
                }
            }

            void gets(ChannelMessageDelivery delivery) {
                var message = delivery.message();
                assertThat(isTold).as("a message comes after it was told where it begins").isTrue();
                if (rate.isEmpty()) {
                    assertThat(message.offset()).isGreaterThan(position.offset());
                    assertThat(delivery.position().offset())
                            .isGreaterThanOrEqualTo(message.offset());
                    position = delivery.position();
                } else if (delivery.position().offset() > position.offset()) {
                    position = delivery.position();
                }
                assertThat(delivery.position().epoch()).isEqualTo(start.epoch());
                boolean isNew = seen.put(message.offset(), message) == null;
                assertThat(isNew || rate.isPresent()).as("each comes once").isTrue();
            }

            /// Whatever it did not see was superseded by something that it has seen.
            void matches(NavigableMap<Long, ChannelMessage> log, Set<Long> kept) {
                seen.forEach((offset, message) -> assertThat(message).isEqualTo(log.get(offset)));
                log.tailMap(start.offset(), false).values().stream()
                        .filter(message -> isDue(message, kept))
                        .forEach(message ->
                                assertThat(isAccountedFor(message, log))
                                        .as("%s from %s, seen %s", message, start, seen.keySet())
                                        .isTrue());
            }

            private boolean isDue(ChannelMessage message, Set<Long> kept) {
                return message.offset() > beganUpTo
                        || message.channel().kind().equals("talk")
                        || (message.key() != null && kept.contains(message.offset()));
            }

            private boolean isAccountedFor(
                    ChannelMessage message, NavigableMap<Long, ChannelMessage> log) {
                return seen.containsKey(message.offset())
                        || (message.key() != null
                                && log.tailMap(message.offset(), false).values().stream()
                                        .anyMatch(later ->
                                                message.key().equals(later.key())
                                                        && seen.containsKey(later.offset())));
            }
        }

        private final class Reader {

            private Visitor visitor = Visitor.named(core, "user" + random.nextInt(3));
            private String token = "";
            private boolean isConnected = true;
            private final Map<ChannelName, Follows> follows = new LinkedHashMap<>();

            /// What it has asked for and was not told of yet.
            private final Map<ChannelName, OptionalDouble> asked = new HashMap<>();

            /// What it published under an id, and was not told that it is there.
            private final Map<String, Sent> unanswered = new LinkedHashMap<>();

            private final ArrayDeque<String> inOrder = new ArrayDeque<>();

            private record Sent(ChannelName channel, @Nullable String key, String text) {}

            void subscribes() {
                var channel = new ChannelName(anyOf(NAMES));
                if (!isConnected || asked.containsKey(channel)) {
                    return;
                }
                readsAll();
                var known = Optional.ofNullable(follows.get(channel));
                var rate =
                        random.nextDouble() < rated && !channel.kind().equals("talk")
                                ? OptionalDouble.of(0.1 + random.nextInt(20))
                                : OptionalDouble.empty();
                var position =
                        random.nextBoolean()
                                ? known.filter(one -> one.rate.isEmpty() == rate.isEmpty())
                                        .map(one -> one.position)
                                : Optional.<Position>empty();
                var before = follows.get(channel);
                var now = new Follows(rate, new Position("", 0));
                if (position.isPresent() && before != null) {
                    now.start = before.start;
                    now.position = before.position;
                    now.beganUpTo = before.beganUpTo;
                    now.seen.putAll(before.seen);
                }
                follows.put(channel, now);
                asked.put(channel, rate);
                visitor.subscribes(channel.value(), position, random.nextInt(12), rate);
            }

            void unsubscribes() {
                var channel = new ChannelName(anyOf(NAMES));
                if (isConnected && follows.containsKey(channel) && !asked.containsKey(channel)) {
                    visitor.unsubscribes(channel.value());
                    readsAll();
                    assertThat(follows).doesNotContainKey(channel);
                }
            }

            void says() {
                var channel = new ChannelName(anyOf(NAMES));
                if (!isConnected
                        || channel.kind().equals("live")
                        || !follows.containsKey(channel)) {
                    return;
                }
                var sent = new Sent(channel, anyKey(channel), Channels.json("" + published++));
                String id = new UUID(random.nextLong(), random.nextLong()).toString();
                unanswered.put(id, sent);
                send(id, sent);
            }

            private void send(String id, Sent sent) {
                inOrder.add(id);
                visitor.says(
                        sent.channel.value(),
                        sent.key,
                        sent.text.substring(1, sent.text.length() - 1),
                        Optional.of(id));
            }

            void readsSome() {
                if (isConnected) {
                    visitor.startsReading(random.nextInt(30)).forEach(this::gets);
                    if (random.nextBoolean()) {
                        visitor.finishesReading();
                    }
                }
            }

            void readsAll() {
                if (isConnected) {
                    visitor.reads().forEach(this::gets);
                }
            }

            private void gets(ServerMessage message) {
                switch (message) {
                    case Welcome welcome -> token = welcome.resumeToken();
                    case RenewedResumeToken renewed -> token = renewed.resumeToken();
                    case Resumed resumed -> getsBack(resumed);
                    case Subscribed(var channel, var at, var recovered, var _) -> {
                        asked.remove(channel);
                        Optional.ofNullable(follows.get(channel))
                                .ifPresent(one -> one.begins(at, recovered, headOf(channel, at)));
                    }
                    case Unsubscribed(var channel) -> follows.remove(channel);
                    case ChannelMessageDelivery delivery -> getsMessage(delivery);
                    case LastOfPage(var delivery) -> getsMessage(delivery);
                    case Published(var channel, var offset) -> isAnswered(channel, offset);
                    default -> {}
                }
            }

            private void getsMessage(ChannelMessageDelivery delivery) {
                var one = follows.get(delivery.message().channel());
                assertThat(one).isNotNull();
                one.gets(delivery);
            }

            /// Answers come in the order of sending, for each channel.
            private void isAnswered(ChannelName channel, long offset) {
                String id =
                        inOrder.stream()
                                .filter(one -> unanswered.containsKey(one))
                                .filter(one -> unanswered.get(one).channel.equals(channel))
                                .findFirst()
                                .orElseThrow();
                inOrder.remove(id);
                var sent = unanswered.remove(id);
                answered.add(channel + " " + sent.text);
                var one = follows.get(channel);
                if (one != null
                        && one.isTold
                        && offset > one.beganUpTo
                        && sent.key == null
                        && one.rate.isEmpty()) {
                    assertThat(one.position.offset())
                            .as("the message comes before its answer")
                            .isGreaterThanOrEqualTo(offset);
                }
            }

            private void getsBack(Resumed resumed) {
                asked.clear();
                assertThat(resumed.resumed()).isTrue();
                assertThat(resumed.channels().keySet()).isEqualTo(follows.keySet());
                resumed.channels()
                        .forEach((channel, told) ->
                                follows.get(channel)
                                        .begins(
                                                told.position(),
                                                told.recovered(),
                                                headOf(channel, told.position())));
            }

            void drops() {
                if (isConnected) {
                    visitor.leaves();
                    isCutOff();
                }
            }

            void isCutOff() {
                isConnected = false;
            }

            /// Also while its old connection lingers.
            void resumes() {
                if (token.isEmpty()) {
                    return;
                }
                isConnected = true;
                visitor = Visitor.comingBack(core);
                asked.clear();
                inOrder.clear();
                follows.values().removeIf(one -> one.start.epoch().isEmpty());
                follows.values().forEach(one -> one.isTold = false);
                var wishes = new LinkedHashMap<ChannelName, SubscriptionRestorer.Wish>();
                follows.forEach((channel, one) ->
                        wishes.put(channel, new SubscriptionRestorer.Wish(one.position, one.rate)));
                visitor.resumes(token, wishes);
                slowDisk.settle();
                answerAll();
                readsAll();
                Map.copyOf(unanswered)
                        .forEach((id, sent) -> {
                            if (follows.containsKey(sent.channel)) {
                                send(id, sent);
                            }
                        });
            }

            void comesBack() {
                if (!isConnected) {
                    resumes();
                }
            }

            void hasSeenExactlyTheLog() {
                if (isConnected) {
                    assertThat(asked).isEmpty();
                    follows.forEach((channel, one) ->
                            one.matches(
                                    truthOf(channel).of(channel, one.start.epoch()),
                                    keptOf(channel)));
                }
            }

            private Set<Long> keptOf(ChannelName channel) {
                return truthOf(channel)
                        .read(channel, ReplayRange.after(0), 1000)
                        .messages()
                        .stream()
                        .map(ChannelMessage::offset)
                        .collect(Collectors.toSet());
            }

            private long headOf(ChannelName channel, Position at) {
                var log = truthOf(channel).of(channel, at.epoch());
                return log.isEmpty() ? 0 : log.lastKey();
            }

            private Truth truthOf(ChannelName channel) {
                return channel.kind().equals("live") ? memory : disk;
            }
        }
    }
}
