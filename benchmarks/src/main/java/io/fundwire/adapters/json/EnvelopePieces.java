package io.fundwire.adapters.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.domain.message.Encoded;
import io.fundwire.domain.message.Envelope;
import io.fundwire.domain.session.HeartbeatAck;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;

/// Envelopes in and out. Where it lies is what lets it see the reader, which is nobody else's.
@State(Scope.Benchmark)
public class EnvelopePieces {

    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00.123Z");

    private final JsonMapper mapper = JsonDialect.mapper();
    private final EnvelopeReader reader = new EnvelopeReader(mapper);
    private final JsonFormat format = new JsonFormat(mapper);
    private final byte[] heartbeat = "{\"type\":\"heartbeat\",\"data\":{}}".getBytes(UTF_8);
    private final byte[] publish =
            """
            {"type":"publish","id":"7","data":{"channel":"live:prices","event":"tick",\
            "payload":{"n":1,"text":"what is told is as long as a line of prices"}}}\
            """
                    .getBytes(UTF_8);

    /// Reads the shortest that there is.
    @Benchmark
    public Object heartbeatIn() {
        return reader.read(heartbeat);
    }

    /// Reads one whose data are left where they stand.
    @Benchmark
    public Object publishIn() {
        return reader.read(publish);
    }

    /// Writes the answer to a heartbeat.
    @Benchmark
    public Encoded heartbeatOut() {
        return format.encode(Envelope.of(new HeartbeatAck(NOW), NOW));
    }
}
