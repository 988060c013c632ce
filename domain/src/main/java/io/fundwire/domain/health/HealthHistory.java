package io.fundwire.domain.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Samples of the last ten minutes. Thread-safe.
public final class HealthHistory {

    /// How far apart samples are.
    public static final Duration INTERVAL = Duration.ofSeconds(5);

    /// How far back they go.
    public static final Duration SPAN = Duration.ofMinutes(10);

    /// How many there are at most: that of ten minutes ago, and one for each interval since. In
    /// seconds, since a Duration divides by way of BigDecimal, which a start would wait for.
    static final int MAX = Math.toIntExact(SPAN.toSeconds() / INTERVAL.toSeconds()) + 1;

    private final Deque<HealthSample> oldestFirst = new ArrayDeque<>();

    /// Adds the newest sample.
    public synchronized void add(HealthSample sample) {
        oldestFirst.addLast(sample);
        if (oldestFirst.size() > MAX) {
            oldestFirst.removeFirst();
        }
    }

    /// The samples of the ten minutes before `now`, the oldest first.
    public synchronized List<HealthSample> samples(Instant now) {
        Instant oldest = now.minus(SPAN);
        return oldestFirst.stream().filter(sample -> !sample.at().isBefore(oldest)).toList();
    }
}
