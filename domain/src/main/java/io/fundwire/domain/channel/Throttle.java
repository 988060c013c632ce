package io.fundwire.domain.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Lets the messages of each key through at most once in a period: the first at once, of those that
/// come too early the newest, when its time has come. Messages without a key always pass. Not
/// thread-safe.
public final class Throttle {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /// Longer than anybody waits: more would be too large a number.
    private static final Duration MAX_PERIOD = Duration.ofDays(365);

    private final Duration period;
    private final int maxKeys;

    /// When a message of each key was let through last, the earliest first. Those whose period is
    /// over may be left out.
    private final LinkedHashMap<String, Instant> passedAt = new LinkedHashMap<>();

    /// What is held back, the lowest offset first.
    private final LinkedHashMap<String, ChannelMessage> held = new LinkedHashMap<>();

    /// Makes one that holds nothing.
    ///
    /// @param maxKeys how many keys it keeps apart: where there are more, some come early
    public Throttle(Duration period, int maxKeys) {
        this.period = period;
        this.maxKeys = maxKeys;
    }

    /// The period that a rate stands for.
    ///
    /// @param perSecond above zero; empty for any rate, which stands for no period
    public static Optional<Duration> periodOf(OptionalDouble perSecond) {
        if (perSecond.isEmpty()) {
            return Optional.empty();
        }
        double nanos = NANOS_PER_SECOND / perSecond.getAsDouble();
        return Optional.of(
                nanos >= MAX_PERIOD.toNanos() ? MAX_PERIOD : Duration.ofNanos((long) nanos));
    }

    /// A message comes.
    ///
    /// @return what is let through because of that
    public List<ChannelMessage> offer(ChannelMessage message, Instant now) {
        String key = message.key();
        if (key == null) {
            return List.of(message);
        }
        held.remove(key);
        Instant last = passedAt.get(key);
        if (last != null && now.isBefore(last.plus(period))) {
            held.put(key, message);
            return List.of();
        }
        var passing = new ArrayList<ChannelMessage>(1);
        passedAt.remove(key);
        if (passedAt.size() >= maxKeys) {
            var oldest = held.remove(passedAt.pollFirstEntry().getKey());
            if (oldest != null) {
                passing.add(oldest);
            }
        }
        passedAt.put(key, now);
        passing.add(message);
        return passing;
    }

    /// Time has passed.
    ///
    /// @return what is let through because of that
    public List<ChannelMessage> release(Instant now) {
        var passing = new ArrayList<ChannelMessage>();
        while (!passedAt.isEmpty()
                && !now.isBefore(passedAt.firstEntry().getValue().plus(period))) {
            String key = passedAt.pollFirstEntry().getKey();
            var message = held.remove(key);
            if (message != null) {
                passing.add(message);
            }
        }
        passing.forEach(message -> passedAt.put(String.valueOf(message.key()), now));
        return passing;
    }

    /// When something may be let through next; empty if nothing is held back.
    public Optional<Instant> nextRelease() {
        return held.isEmpty()
                ? Optional.empty()
                : Optional.of(passedAt.firstEntry().getValue().plus(period));
    }

    /// The lowest offset of what is held back; beyond all others if nothing is.
    public long heldFrom() {
        return held.isEmpty() ? Long.MAX_VALUE : held.firstEntry().getValue().offset();
    }
}
