package io.fundwire.application.channel;

import io.fundwire.domain.channel.ChannelPublication;
import io.fundwire.domain.channel.PublishId;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;

/// What publishers called what they published, in memory: of each publisher the last ones, and of
/// all publishers together so many that they cannot fill the memory. Thread-safe.
final class PublishIds {

    /// How many are remembered of all publishers together; the oldest are forgotten first.
    static final int MAX = 100_000;

    /// The longest known first, of all and of each publisher.
    private final LinkedHashMap<Name, Use> uses = new LinkedHashMap<>();

    private final Map<String, LinkedHashSet<Name>> byPublisher = new HashMap<>();

    private record Name(String publisher, String id) {

        static Name of(PublishId id) {
            return new Name(id.publisher(), id.id());
        }
    }

    private record Use(String fingerprint, long offset, Instant at) {}

    /// What is to be answered if this id was used before.
    synchronized Optional<Logged> recognise(PublishId id) {
        Use use = uses.get(Name.of(id));
        if (use == null) {
            return Optional.empty();
        }
        return Optional.of(
                use.fingerprint().equals(id.fingerprint())
                        ? new Logged.Repeated(use.offset())
                        : new Logged.IdTaken());
    }

    /// A message was kept at that offset.
    synchronized void remember(ChannelPublication publication, long offset) {
        publication
                .publishId()
                .ifPresent(id -> {
                    makeRoom(id.publisher());
                    var name = Name.of(id);
                    uses.put(name, new Use(id.fingerprint(), offset, publication.publishedAt()));
                    byPublisher
                            .computeIfAbsent(id.publisher(), publisher -> new LinkedHashSet<>())
                            .add(name);
                });
    }

    private void makeRoom(String publisher) {
        var mine = byPublisher.get(publisher);
        if (mine != null && mine.size() >= PublishId.REMEMBERED) {
            forget(mine.getFirst());
        } else if (uses.size() >= MAX) {
            forget(uses.firstEntry().getKey());
        }
    }

    /// Forgets those that were used before then.
    ///
    /// @return how many that were
    synchronized int forgetBefore(Instant time, int limit) {
        int forgotten = 0;
        while (forgotten < limit
                && !uses.isEmpty()
                && uses.firstEntry().getValue().at().isBefore(time)) {
            forget(uses.firstEntry().getKey());
            forgotten++;
        }
        return forgotten;
    }

    private void forget(Name name) {
        uses.remove(name);
        byPublisher.computeIfPresent(
                name.publisher(),
                (publisher, mine) -> {
                    mine.remove(name);
                    return mine.isEmpty() ? null : mine;
                });
    }
}
