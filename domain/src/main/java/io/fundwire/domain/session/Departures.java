package io.fundwire.domain.session;

import io.fundwire.domain.client.ClientId;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Who left in the last hour, the last thousand of them. Thread-safe.
public final class Departures {

    /// For how long a departure is remembered.
    public static final Duration KEPT = Duration.ofHours(1);

    /// How many are remembered at once.
    public static final int MAX = 1000;

    private final Deque<Numbered> newestFirst = new ArrayDeque<>();
    private long last;

    /// A departure with its place among all: the first had number 1.
    ///
    /// @param flight the last frames of the client
    public record Numbered(long number, Departure departure, FlightRecord flight) {}

    /// A client left.
    ///
    /// @param flight its last frames
    public synchronized void add(Departure departure, FlightRecord flight) {
        newestFirst.addFirst(new Numbered(++last, departure, flight));
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

    /// The last frames of a client that left, as of the last time when it did.
    public synchronized Optional<FlightRecord> lastFlightOf(ClientId client, Instant now) {
        forgetOld(now);
        return newestFirst.stream()
                .filter(departure -> departure.departure().client().id().equals(client))
                .map(Numbered::flight)
                .findFirst();
    }

    private void forgetOld(Instant now) {
        Instant oldest = now.minus(KEPT);
        while (!newestFirst.isEmpty()
                && newestFirst.getLast().departure().leftAt().isBefore(oldest)) {
            newestFirst.removeLast();
        }
    }
}
