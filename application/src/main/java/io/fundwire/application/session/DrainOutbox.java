package io.fundwire.application.session;

import io.fundwire.domain.health.LatencyWindow;
import io.fundwire.domain.health.Traffic;
import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.message.RequestRef;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// What a transport does with an outbox: take what waits, write it, and say that it was written.
///
/// For one client one thread at a time; for different clients any threads.
public final class DrainOutbox {

    /// How many bytes a transport takes for one write.
    public static final int MAX_BYTES_PER_WRITE = 64 * 1024;

    private final SessionListeners listeners;
    private final Traffic traffic;
    private final LatencyWindow latency;
    private final InstantSource clock;

    /// @param listeners are told of what was written and is followed
    public DrainOutbox(
            SessionListeners listeners,
            Traffic traffic,
            LatencyWindow latency,
            InstantSource clock) {
        this.listeners = listeners;
        this.traffic = traffic;
        this.latency = latency;
        this.clock = clock;
    }

    /// Takes messages for one write, in the order of writing; none if nothing waits. What is
    /// outdated by now is left out.
    public void take(ConnectedClient client, List<? super Outgoing> into) {
        client.session()
                .take(MAX_BYTES_PER_WRITE, clock.instant(), into)
                .forEach(outgoing -> listeners.leftOut(client, outgoing));
    }

    /// These messages, taken before, are on the socket.
    public void written(ConnectedClient client, List<Outgoing> messages) {
        Instant now = clock.instant();
        client.session().written(messages, now);
        traffic.countSent(messages.size());
        for (Outgoing outgoing : messages) {
            RequestRef request = outgoing.envelope().request();
            if (request != null) {
                latency.record(Duration.between(request.readAt(), now), now);
            }
            if (outgoing.message().isFollowed()) {
                listeners.written(client, outgoing);
            }
        }
    }
}
