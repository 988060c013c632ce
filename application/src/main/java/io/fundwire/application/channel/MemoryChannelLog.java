package io.fundwire.application.channel;

import io.fundwire.application.store.Receipt;
import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelKinds;
import io.fundwire.domain.channel.ChannelMessage;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelPublication;
import io.fundwire.domain.channel.LogOpening;
import io.fundwire.domain.channel.LogPage;
import io.fundwire.domain.channel.Position;
import io.fundwire.domain.channel.ReplayRange;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Keeps messages in memory, for kinds whose logs need not outlive the server. When all logs
/// together are too large, whole ones are forgotten, those first on which nobody published for
/// longest. A receipt comes before [#append] returns.
public final class MemoryChannelLog implements ChannelLog {

    /// What a log costs besides its messages, about.
    private static final int LOG_OVERHEAD = 512;

    private final long maxBytes;
    private final String start;
    private final PublishIds publishIds = new PublishIds();

    /// The longest idle first. Guarded by itself, as are the numbers below.
    private final LinkedHashMap<ChannelName, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;
    private long forgotten;

    /// A log, and the lock under which it is changed and its receipts are handed out. Taken before
    /// that of [#entries].
    private static final class Entry {

        private final MemoryLog log;
        private long bytes;
        private final ChannelName channel;

        Entry(ChannelName channel, MemoryLog log) {
            this.channel = channel;
            this.log = log;
        }
    }

    /// Makes room for logs.
    ///
    /// @param maxBytes how much all of them take at most, about
    /// @param random makes the epochs of two lives of the server differ
    public MemoryChannelLog(long maxBytes, RandomGenerator random) {
        this.maxBytes = maxBytes;
        this.start = Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX);
    }

    @Override
    public void append(ChannelKind kind, ChannelPublication publication, Receipt<Logged> receipt) {
        while (!appended(entryOf(publication.channel()), kind, publication, receipt)) {
            // It was forgotten just now: the next one is new.
        }
        forgetIdle();
    }

    private Entry entryOf(ChannelName channel) {
        synchronized (entries) {
            return entries.computeIfAbsent(
                    channel, name -> new Entry(name, new MemoryLog(epoch())));
        }
    }

    private boolean appended(
            Entry entry,
            ChannelKind kind,
            ChannelPublication publication,
            Receipt<Logged> receipt) {
        synchronized (entry) {
            if (isForgotten(entry)) {
                return false;
            }
            var logged =
                    recognised(publication)
                            .orElseGet(() -> {
                                var kept = entry.log.add(publication, kind.history());
                                publishIds.remember(publication, kept.offset());
                                account(entry);
                                return new Logged.Kept(entry.log.state().at(kept.offset()));
                            });
            receipt.kept(logged, entry.log.state().head());
            return true;
        }
    }

    private Optional<Logged> recognised(ChannelPublication publication) {
        return publication.publishId().flatMap(publishIds::recognise);
    }

    private boolean isForgotten(Entry entry) {
        synchronized (entries) {
            return entries.get(entry.channel) != entry;
        }
    }

    /// One that was forgotten meanwhile does not count any more.
    private void account(Entry entry) {
        synchronized (entries) {
            if (entries.get(entry.channel) == entry) {
                long now = LOG_OVERHEAD + entry.log.bytes();
                bytes += now - entry.bytes;
                entry.bytes = now;
            }
        }
    }

    private void forgetIdle() {
        synchronized (entries) {
            while (bytes > maxBytes && entries.size() > 1) {
                bytes -= entries.pollFirstEntry().getValue().bytes;
                forgotten++;
            }
        }
    }

    private String epoch() {
        return start + "." + forgotten;
    }

    @Override
    public LogOpening open(
            ChannelKind kind, ChannelName channel, Optional<Position> position, int history) {
        return look(
                channel,
                log -> {
                    var range = range(kind, log, position, history);
                    boolean recovered = position.filter(log.state()::reaches).isPresent();
                    return new LogOpening(log.state(), recovered, range, log.count(range));
                });
    }

    private static ReplayRange range(
            ChannelKind kind, MemoryLog log, Optional<Position> position, int history) {
        return position.filter(log.state()::reaches)
                .map(reached -> ReplayRange.after(reached.offset()))
                .orElseGet(() ->
                        switch (kind.keys()) {
                            case CONFLATE ->
                                    new ReplayRange(
                                            log.state().lostUpTo(), log.beginOfNewest(history));
                            case NONE -> ReplayRange.after(log.beginOfNewest(history));
                        });
    }

    @Override
    public LogPage read(ChannelName channel, ReplayRange range, int limit) {
        return look(
                channel,
                log -> {
                    var found = log.in(range, limit);
                    return new LogPage(log.state(), found, found.size() < limit);
                });
    }

    @Override
    public List<ChannelMessage> before(ChannelName channel, long before, int limit) {
        return look(channel, log -> log.before(before, limit));
    }

    private <T> T look(ChannelName channel, Function<MemoryLog, T> question) {
        Entry entry = find(channel);
        synchronized (entry) {
            return question.apply(entry.log);
        }
    }

    private Entry find(ChannelName channel) {
        synchronized (entries) {
            Entry known = entries.get(channel);
            return known == null ? new Entry(channel, new MemoryLog(epoch())) : known;
        }
    }

    @Override
    public void trim(
            ChannelKinds kinds,
            Instant now,
            Instant idsBefore,
            int limit,
            Receipt<Integer> receipt) {
        int removed = publishIds.forgetBefore(idsBefore, limit);
        for (ChannelName channel : channels()) {
            var kind = kinds.of(channel);
            if (kind.isPresent() && removed < limit) {
                var oldest = now.minus(kind.get().history().age());
                removed += loseBefore(find(channel), oldest, limit - removed);
            }
        }
        receipt.kept(removed, removed);
    }

    private List<ChannelName> channels() {
        synchronized (entries) {
            return List.copyOf(entries.keySet());
        }
    }

    private int loseBefore(Entry entry, Instant oldest, int limit) {
        synchronized (entry) {
            int lost = isForgotten(entry) ? 0 : entry.log.loseBefore(oldest, limit);
            if (lost > 0) {
                account(entry);
            }
            return lost;
        }
    }

    /// About how much memory all logs take.
    long bytes() {
        synchronized (entries) {
            return bytes;
        }
    }
}
