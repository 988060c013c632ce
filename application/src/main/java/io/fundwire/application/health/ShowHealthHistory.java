package io.fundwire.application.health;

import io.fundwire.domain.health.HealthHistory;
import io.fundwire.domain.health.HealthSample;

import java.time.InstantSource;
import java.util.List;

/// Shows how the server has been doing in the last ten minutes.
public final class ShowHealthHistory {

    private final HealthHistory history;
    private final InstantSource clock;

    /// Shows what is in `history`.
    public ShowHealthHistory(HealthHistory history, InstantSource clock) {
        this.history = history;
        this.clock = clock;
    }

    /// The samples, the oldest first.
    ///
    /// @param intervalMillis how far apart they are, but for some that are missing
    public record Output(long intervalMillis, List<HealthSample> samples) {}

    /// Looks now.
    public Output handle() {
        return new Output(HealthHistory.INTERVAL.toMillis(), history.samples(clock.instant()));
    }
}
