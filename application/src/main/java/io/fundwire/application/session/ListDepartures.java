package io.fundwire.application.session;

import io.fundwire.domain.session.Departure;
import io.fundwire.domain.session.Departures;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;

/// Shows an operator who left lately and why, the last first.
public final class ListDepartures {

    /// The most departures of one page.
    public static final int MAX_PAGE = Departures.MAX;

    private final Departures departures;
    private final InstantSource clock;

    /// Lists `departures`.
    public ListDepartures(Departures departures, InstantSource clock) {
        this.departures = departures;
        this.clock = clock;
    }

    /// Which departures.
    ///
    /// @param after what the page before said; empty for the first page
    /// @param limit how many, from 1 to [#MAX_PAGE]
    public record Input(OptionalLong after, int limit) {}

    /// Some departures.
    ///
    /// @param next what to ask for after them; absent on the last page
    public record Page(List<Departure> departures, @Nullable Long next) {}

    /// The next page.
    public Page handle(Input input) {
        long below = input.after().orElse(Long.MAX_VALUE);
        var found = departures.newest(below, input.limit() + 1, clock.instant());
        boolean isLast = found.size() <= input.limit();
        var page = isLast ? found : found.subList(0, input.limit());
        return new Page(
                page.stream().map(Departures.Numbered::departure).toList(),
                isLast ? null : page.getLast().number());
    }
}
