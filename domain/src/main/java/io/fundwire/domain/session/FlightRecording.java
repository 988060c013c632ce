package io.fundwire.domain.session;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// What the flight recorders of a server share: how much they record, and the numbers that stand
/// for types of messages. Whoever is named first gets the next number, up to [#MAX_TYPES]; what
/// comes after that is [#OTHER]. Thread-safe.
public final class FlightRecording {

    /// The type of what has none that is known. Types that a client made up must not be recorded as
    /// others, as they would use up all numbers.
    public static final String OTHER = "other";

    /// How many types are told apart.
    static final int MAX_TYPES = 128;

    /// What has a resume token in it, with which whoever sees it could come as that client.
    private static final Set<String> WITH_TOKEN = Set.of("connection", "resume", "resume-token");

    private final int maxFrames;
    private final boolean recordsContents;
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final List<String> names = new CopyOnWriteArrayList<>();

    private FlightRecording(int maxFrames, boolean recordsContents) {
        this.maxFrames = maxFrames;
        this.recordsContents = recordsContents;
        add(OTHER);
    }

    /// Frames are recorded, without what they said.
    public static FlightRecording on() {
        return new FlightRecording(FlightRecorder.MAX_FRAMES, false);
    }

    /// Frames are recorded with what they said, but for messages that have a resume token.
    public static FlightRecording withContents() {
        return new FlightRecording(FlightRecorder.MAX_FRAMES, true);
    }

    /// No frame is recorded.
    public static FlightRecording off() {
        return new FlightRecording(0, false);
    }

    /// Whether frames are recorded.
    public boolean isOn() {
        return maxFrames > 0;
    }

    /// Whether it is recorded what frames said.
    public boolean recordsContents() {
        return recordsContents;
    }

    /// Whether it is recorded what a frame of that type said.
    boolean recordsContentsOf(String type) {
        return recordsContents && !WITH_TOKEN.contains(type);
    }

    int maxFrames() {
        return maxFrames;
    }

    int numberOf(String type) {
        Integer known = numbers.get(type);
        if (known != null) {
            return known;
        }
        return names.size() < MAX_TYPES ? add(type) : 0;
    }

    private synchronized int add(String type) {
        Integer known = numbers.get(type);
        if (known != null) {
            return known;
        }
        if (names.size() == MAX_TYPES) {
            return 0;
        }
        int next = names.size();
        names.add(type);
        numbers.put(type, next);
        return next;
    }

    String nameOf(int number) {
        return names.get(number);
    }
}
