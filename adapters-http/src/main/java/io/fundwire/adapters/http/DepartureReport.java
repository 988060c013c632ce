package io.fundwire.adapters.http;

import io.fundwire.application.session.ListDepartures;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.session.Departure;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// A client that left as an operator is shown it (protocol section 9).
///
/// @param since when it connected
/// @param code with what its connection was closed
/// @param reason why, in a sentence
record DepartureReport(
        ClientId clientId, UserId userId, Instant since, Instant leftAt, int code, String reason) {

    /// Some of them.
    record Page(List<DepartureReport> departures, @Nullable Long next) {

        static Page of(ListDepartures.Page page) {
            return new Page(
                    page.departures().stream().map(DepartureReport::of).toList(), page.next());
        }
    }

    private static DepartureReport of(Departure departure) {
        var client = departure.client();
        return new DepartureReport(
                client.id(),
                client.user(),
                client.since(),
                departure.leftAt(),
                departure.ending().code(),
                departure.ending().sentence());
    }
}
