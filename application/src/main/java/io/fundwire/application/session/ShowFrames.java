package io.fundwire.application.session;

import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.session.Departures;
import io.fundwire.domain.session.FlightRecord;
import io.fundwire.domain.session.FlightRecording;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Shows an operator the last messages that one client sent and was sent, with what they said only
/// where that is recorded; also of one that left lately.
public final class ShowFrames {

    private final ConnectedClients clients;
    private final Departures departures;
    private final FlightRecording recording;
    private final InstantSource clock;

    /// Looks among `clients`, then among `departures`.
    public ShowFrames(
            ConnectedClients clients,
            Departures departures,
            FlightRecording recording,
            InstantSource clock) {
        this.clients = clients;
        this.departures = departures;
        this.recording = recording;
        this.clock = clock;
    }

    /// What is known of a client.
    ///
    /// @param recordsFrames whether frames are recorded at all
    /// @param recordsContents whether what they said is
    /// @param frames in the order in which they passed
    public record Output(
            boolean recordsFrames, boolean recordsContents, List<FlightRecord.Frame> frames) {}

    /// The frames of the client of that id; empty if it is not here and did not leave lately.
    public Optional<Output> handle(ClientId id) {
        return clients.find(id)
                .map(client -> client.session().flight())
                .or(() -> departures.lastFlightOf(id, clock.instant()))
                .map(flight ->
                        new Output(recording.isOn(), recording.recordsContents(), flight.frames()));
    }
}
