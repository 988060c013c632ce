package io.fundwire.domain.session;

import java.time.Duration;
import java.time.Instant;

/// Whether a connection still lives: any frame from the client is a sign of life. One that was
/// silent for an interval is to be asked, and after two and a half it is taken for dead (protocol
/// section 3).
///
/// One thread reports life while another judges; each may be any thread.
public final class Liveness {

    private final long intervalMillis;

    private volatile long heardAtMillis;
    private volatile long askedAtMillis;

    /// Starts as heard at `now`.
    ///
    /// @param interval the heartbeat interval that the client was told
    public Liveness(Duration interval, Instant now) {
        this.intervalMillis = interval.toMillis();
        this.heardAtMillis = now.toEpochMilli();
        this.askedAtMillis = heardAtMillis;
    }

    /// Records a sign of life.
    public void heard(Instant now) {
        heardAtMillis = now.toEpochMilli();
    }

    /// Says what is to be done about the client's silence, asking at most once an interval.
    public Pulse check(Instant now) {
        long nowMillis = now.toEpochMilli();
        long silence = nowMillis - heardAtMillis;
        if (2 * silence >= 5 * intervalMillis) {
            return Pulse.SILENT;
        }
        if (silence >= intervalMillis && nowMillis - askedAtMillis >= intervalMillis) {
            askedAtMillis = nowMillis;
            return Pulse.ASK;
        }
        return Pulse.ALIVE;
    }

    /// When the last sign of life came.
    public Instant lastHeard() {
        return Instant.ofEpochMilli(heardAtMillis);
    }

    /// What a look at a connection found.
    public enum Pulse {
        /// It spoke, or was asked, within an interval.
        ALIVE,
        /// It is to be sent a ping now.
        ASK,
        /// It said nothing for two and a half intervals.
        SILENT
    }
}
