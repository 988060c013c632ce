package io.fundwire.domain.session;

import java.time.Duration;
import java.time.Instant;

/// Whether a connection still lives: any frame from the client is a sign of life. One that was
/// silent for an interval is to be asked, and after two and a half it is taken for dead (protocol
/// section 3), but never before it had an interval to answer: whoever judges may have stood still
/// himself, with the client's life signs unread.
///
/// One thread reports life while another judges; each may be any thread.
public final class Liveness {

    private final long intervalMillis;

    private volatile long heardAtMillis;
    private volatile long askedAtMillis;

    /// When it was first asked since it was heard, if it was.
    private volatile long firstAskedAtMillis;

    /// Starts as heard at `now`.
    ///
    /// @param interval the heartbeat interval that the client was told
    public Liveness(Duration interval, Instant now) {
        this.intervalMillis = interval.toMillis();
        this.heardAtMillis = now.toEpochMilli();
        this.askedAtMillis = heardAtMillis;
        this.firstAskedAtMillis = heardAtMillis;
    }

    /// Records a sign of life.
    public void heard(Instant now) {
        heardAtMillis = now.toEpochMilli();
    }

    /// Says what is to be done about the client's silence, asking at most once an interval.
    public Pulse check(Instant now) {
        long nowMillis = now.toEpochMilli();
        long heardAt = heardAtMillis;
        long silence = nowMillis - heardAt;
        boolean wasAsked = firstAskedAtMillis > heardAt;
        boolean hadTimeToAnswer = wasAsked && nowMillis - firstAskedAtMillis >= intervalMillis;
        if (2 * silence >= 5 * intervalMillis && hadTimeToAnswer) {
            return Pulse.SILENT;
        }
        if (silence < intervalMillis || nowMillis - askedAtMillis < intervalMillis) {
            return Pulse.ALIVE;
        }
        if (!wasAsked) {
            firstAskedAtMillis = nowMillis;
        }
        askedAtMillis = nowMillis;
        return Pulse.ASK;
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
        /// It said nothing for two and a half intervals, although it was asked.
        SILENT
    }
}
