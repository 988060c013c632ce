package io.fundwire.domain.session;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// How far a client is on its way in. Most are in from the start; one that comes back has to say
/// first as whom (protocol section 5). Thread-safe.
public final class Entrance {

    /// How long a client may take to say as whom it comes back.
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    /// The largest message with which a client may say so, in bytes.
    public static final int MAX_RESUME_BYTES = 64 * 1024;

    private Stage stage;
    private @Nullable Runnable parked;

    private Entrance(Stage stage) {
        this.stage = stage;
    }

    /// For a client that is in from the start.
    static Entrance open() {
        return new Entrance(Stage.IN);
    }

    /// For a client that is to say as whom it comes back.
    static Entrance awaitingResume() {
        return new Entrance(Stage.AWAITS_RESUME);
    }

    private enum Stage {
        AWAITS_RESUME,
        RESUMES,
        IN
    }

    /// Whether the client is yet to say as whom it comes back.
    public synchronized boolean awaitsResume() {
        return stage == Stage.AWAITS_RESUME;
    }

    /// Whether the client said as whom it comes back, and is not in yet.
    synchronized boolean isUnderWay() {
        return stage == Stage.RESUMES;
    }

    /// The client said as whom it comes back.
    public synchronized Step begin() {
        if (stage != Stage.AWAITS_RESUME) {
            return Step.NOT_AWAITED;
        }
        stage = Stage.RESUMES;
        return Step.BEGUN;
    }

    /// It is in, or never will be. What was parked runs on this thread.
    public void end() {
        Runnable next = unparked();
        if (next != null) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable unparked() {
        stage = Stage.IN;
        Runnable next = parked;
        parked = null;
        return next;
    }

    /// Runs `next` when nothing is under way: now, or on the thread of [#end]. One at a time may
    /// wait.
    public void whenStill(Runnable next) {
        if (!parks(next)) {
            next.run();
        }
    }

    private synchronized boolean parks(Runnable next) {
        if (stage != Stage.RESUMES) {
            return false;
        }
        parked = next;
        return true;
    }

    /// Whether a client could begin to resume.
    public enum Step {
        /// It does now.
        BEGUN,
        /// It was not to resume, or did so before.
        NOT_AWAITED
    }
}
