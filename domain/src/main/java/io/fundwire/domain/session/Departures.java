package io.fundwire.domain.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Who left in the last hour, the last thousand of them. Thread-safe.
public final class Departures {

    /// For how long a departure is remembered.
    public static final Duration KEPT = Duration.ofHours(1);

    /// How many are remembered at once.
    public static final int MAX = 1000;

    private final Deque<Numbered> newestFirst = new ArrayDeque<>();
    private long last;

    /// A departure with its place among all: the first had number 1.
    public record Numbered(long number, Departure departure) {}

    /// A client left.
    public synchronized void add(Departure departure) {
        newestFirst.addFirst(new Numbered(++last, departure));
        forgetOld(departure.leftAt());
        if (newestFirst.size() > MAX) {
            newestFirst.removeLast();
        }
    }

    /// The newest ones, the last first.
    ///
    /// @param below only those with a lower number
    /// @param limit how many at most
    public synchronized List<Numbered> newest(long below, int limit, Instant now) {
        forgetOld(now);
        return newestFirst.stream()
                .filter(departure -> departure.number() < below)
                .limit(limit)
                .toList();
    }

    private void forgetOld(Instant now) {
        Instant oldest = now.minus(KEPT);
        while (!newestFirst.isEmpty()
                && newestFirst.getLast().departure().leftAt().isBefore(oldest)) {
            newestFirst.removeLast();
        }
    }
}
