package io.fundwire.domain.message;

import io.fundwire.domain.session.HeartbeatAck;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.time.Instant;
import java.util.Optional;

/// What waits for a client.
@State(Scope.Benchmark)
public class OutboxPieces {

    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");
    private static final int BYTES = 120;

    private final Outbox outbox = new Outbox(OutboxLimits.DEFAULT);
    private final Outgoing outgoing =
            new Outgoing(Envelope.of(new HeartbeatAck(NOW), NOW), new Encoded(new byte[BYTES]));

    /// One message in, and out, and written.
    @Benchmark
    public Optional<Outgoing> through() {
        outbox.offer(outgoing, NOW);
        var polled = outbox.poll();
        outbox.written();
        return polled;
    }
}
