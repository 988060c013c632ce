package io.fundwire.domain.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The last frames of a session as they were when somebody asked; no larger than they are in the
/// session. Immutable.
public final class FlightRecord {

    private final FlightRecording recording;
    private final long startMillis;
    private final long[] packed;
    private final Excerpts excerpts;

    /// @param packed becomes this object's own, as `excerpts` does: the caller must not change them
    ///   any more
    FlightRecord(FlightRecording recording, long startMillis, long[] packed, Excerpts excerpts) {
        this.recording = recording;
        this.startMillis = startMillis;
        this.packed = packed;
        this.excerpts = excerpts;
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
    /// @param contents what it said; empty if that is not recorded
    public record Frame(
            Instant at, Direction direction, String type, int bytes, Optional<Contents> contents) {

        /// Of one of which it is not recorded what it said.
        public Frame(Instant at, Direction direction, String type, int bytes) {
            this(at, direction, type, bytes, Optional.empty());
        }
    }

    /// What a message said.
    ///
    /// @param text its beginning, up to 512 bytes of whole characters
    /// @param cut whether it went on
    public record Contents(String text, boolean cut) {}

    /// The frames, in the order in which they passed.
    public List<Frame> frames() {
        return IntStream.range(0, packed.length).mapToObj(this::frame).toList();
    }

    private Frame frame(int place) {
        var frame = FlightRecorder.unpack(packed[place], recording, startMillis);
        return new Frame(
                frame.at(),
                frame.direction(),
                frame.type(),
                frame.bytes(),
                excerpts.of(place, frame.bytes()));
    }
}
