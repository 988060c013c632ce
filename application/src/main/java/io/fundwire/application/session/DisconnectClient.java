package io.fundwire.application.session;

import io.fundwire.domain.session.Departure;
import io.fundwire.domain.session.Departures;

import java.time.InstantSource;

/// Lets a client go whose connection is closed or lost.
public final class DisconnectClient {

    private final Reception reception;
    private final Departures departures;
    private final InstantSource clock;

    /// @param reception tells the features
    /// @param departures remembers who left
    public DisconnectClient(Reception reception, Departures departures, InstantSource clock) {
        this.reception = reception;
        this.departures = departures;
        this.clock = clock;
    }

    /// Whose connection is no more.
    ///
    /// @param code with what it was closed, as in [io.fundwire.domain.session.Ending#code]
    public record Input(ConnectedClient client, int code) {}

    /// Forgets the client; a second call for the same one changes nothing.
    ///
    /// @return how it left
    public Departure handle(Input input) {
        var departure = Departure.of(input.client().session(), input.code(), clock.instant());
        switch (reception.letGo(input.client())) {
            case DONE -> departures.add(departure, input.client().session().flight());
            case WAS_GONE -> {}
        }
        return departure;
    }
}
