package io.fundwire.domain.session;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/// The last frames of a session as they were when somebody asked; no larger than they are in the
/// session. Immutable.
public final class FlightRecord {

    private final FlightRecording recording;
    private final long startMillis;
    private final long[] packed;

    /// @param packed becomes this object's own: the caller must not change it any more
    FlightRecord(FlightRecording recording, long startMillis, long[] packed) {
        this.recording = recording;
        this.startMillis = startMillis;
        this.packed = packed;
    }

    /// Which way a frame went, as the server sees it.
    public enum Direction {
        /// From the client.
        IN,
        /// To the client.
        OUT
    }

    /// One message that passed.
    ///
    /// @param type its type, or [FlightRecording#OTHER]
    /// @param bytes how many it had, up to 1,048,575
    public record Frame(Instant at, Direction direction, String type, int bytes) {}

    /// The frames, in the order in which they passed.
    public List<Frame> frames() {
        return LongStream.of(packed)
                .mapToObj(frame -> FlightRecorder.unpack(frame, recording, startMillis))
                .toList();
    }
}
