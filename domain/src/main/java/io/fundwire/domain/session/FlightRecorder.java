package io.fundwire.domain.session;

import io.fundwire.domain.session.FlightRecord.Direction;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/// Remembers the last frames of a session, each in a long: when it passed, in milliseconds since
/// the session began; which way; its type; how many bytes it had. What it said is kept beside that,
/// in [Excerpts], where it is to be recorded.
///
/// Takes 72 bytes for up to two frames, so that a client that was welcomed and is quiet costs next
/// to nothing, and 1.6 KiB for the most. Once it has grown, to add a frame allocates nothing. With
/// contents it is up to 104 KiB more. Not thread-safe.
final class FlightRecorder {

    /// How many frames are remembered.
    static final int MAX_FRAMES = 200;

    /// What is larger is remembered as being that large.
    static final int MAX_BYTES = (1 << 20) - 1;

    private static final int TYPE_SHIFT = 20;
    private static final long OUTWARD = 1L << 27;
    private static final int TIME_SHIFT = 28;
    private static final long MAX_MILLIS = -1L >>> TIME_SHIFT;
    private static final int FIRST_ROOM = 2;
    private static final int GROWTH = 4;
    private static final long[] NOTHING = {};

    private final FlightRecording recording;
    private final long startMillis;
    private long[] frames = NOTHING;
    private Excerpts excerpts = Excerpts.NONE;
    private int size;

    /// Where the next one goes once there are as many as there may be; until then they are in
    /// order.
    private int next;

    /// Starts without frames.
    FlightRecorder(FlightRecording recording, Instant start) {
        this.recording = recording;
        this.startMillis = start.toEpochMilli();
    }

    /// A frame passed.
    void add(Direction direction, String type, int bytes, Instant at) {
        int max = recording.maxFrames();
        if (max == 0) {
            return;
        }
        long frame = pack(direction, recording.numberOf(type), bytes, at);
        if (size < max) {
            if (size == frames.length) {
                frames = Arrays.copyOf(frames, Math.clamp((long) GROWTH * size, FIRST_ROOM, max));
            }
            frames[size++] = frame;
        } else {
            excerpts.forget(next);
            frames[next] = frame;
            next = (next + 1) % max;
        }
    }

    /// Whether it is to be given what a frame of that type said.
    boolean wantsContents(String type) {
        return recording.recordsContentsOf(type);
    }

    /// What the frame said that was added last. Reads `text` to its end, or nearly.
    void addContents(ByteBuffer text) {
        if (excerpts.room() < frames.length) {
            excerpts = excerpts.grownTo(frames.length);
        }
        excerpts.put((next + size - 1) % size, text);
    }

    /// All that is remembered, as it is now.
    FlightRecord record() {
        long[] oldestFirst = new long[size];
        System.arraycopy(frames, next, oldestFirst, 0, size - next);
        System.arraycopy(frames, 0, oldestFirst, size - next, next);
        return new FlightRecord(
                recording, startMillis, oldestFirst, excerpts.oldestFirst(next, size));
    }

    private long pack(Direction direction, int type, int bytes, Instant at) {
        long millis = Math.clamp(at.toEpochMilli() - startMillis, 0, MAX_MILLIS);
        return millis << TIME_SHIFT
                | (direction == Direction.OUT ? OUTWARD : 0)
                | (long) type << TYPE_SHIFT
                | Math.min(bytes, MAX_BYTES);
    }

    static FlightRecord.Frame unpack(long frame, FlightRecording recording, long startMillis) {
        int low = (int) frame & (1 << TIME_SHIFT) - 1;
        return new FlightRecord.Frame(
                Instant.ofEpochMilli(startMillis + (frame >>> TIME_SHIFT)),
                (frame & OUTWARD) == 0 ? Direction.IN : Direction.OUT,
                recording.nameOf(low >>> TYPE_SHIFT & FlightRecording.MAX_TYPES - 1),
                low & MAX_BYTES);
    }
}
