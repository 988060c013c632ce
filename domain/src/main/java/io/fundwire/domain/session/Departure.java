package io.fundwire.domain.session;

import io.fundwire.domain.client.Client;

import java.time.Duration;
import java.time.Instant;

/// A client that left.
///
/// @param client who left; connected since [Client#since]
public record Departure(Client client, Instant leftAt, Ending ending) {

    /// The departure of the client of a session whose connection is no more.
    ///
    /// @param code the close code, as in [Ending#code]
    public static Departure of(Session session, int code, Instant leftAt) {
        Ending ending =
                session.closeReason()
                        .<Ending>map(reason -> new Ending.ByServer(reason, code))
                        .orElseGet(() -> new Ending.ByItself(code));
        return new Departure(session.client(), leftAt, ending);
    }

    /// How long it was connected.
    public Duration stay() {
        return Duration.between(client.since(), leftAt);
    }
}
