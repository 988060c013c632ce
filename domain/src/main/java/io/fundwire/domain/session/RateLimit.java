package io.fundwire.domain.session;

import java.time.Instant;

/// A token bucket for what one connection sends (protocol section 3): what is over the rate is
/// dropped, the client is told so at most once a second, and one that stays over it for ten seconds
/// is given up. Not thread-safe: it belongs to whoever reads the connection.
public final class RateLimit {

    private static final long SECOND = 1_000_000_000L;
    private static final long FORGIVE_AFTER = SECOND;
    private static final long GIVE_UP_AFTER = 10 * SECOND;
    private static final long NEVER = Long.MIN_VALUE;

    private final Rate rate;

    /// In units of which a nanosecond earns `rate.perSecond()` and one token costs `SECOND`.
    private long credit;

    private long earnedUntil;
    private long overSince = NEVER;
    private long lastOver = NEVER;
    private final DropNotice notice;

    /// Starts with the whole burst.
    ///
    /// @param notice decides when the client is told; shared by all limits of one connection
    RateLimit(Rate rate, Instant now, DropNotice notice) {
        this.rate = rate;
        this.notice = notice;
        this.credit = rate.burst() * SECOND;
        this.earnedUntil = nanos(now);
    }

    /// Judges what is worth that many tokens.
    ///
    /// @param cost above zero; what costs more than the whole burst is never admitted
    public Verdict admit(int cost, Instant now) {
        if (rate.isUnlimited()) {
            return Verdict.ADMITTED;
        }
        long nowNanos = nanos(now);
        earn(nowNanos);
        if (credit >= cost * SECOND) {
            credit -= cost * SECOND;
            return Verdict.ADMITTED;
        }
        return over(nowNanos);
    }

    private void earn(long now) {
        long elapsed = now - earnedUntil;
        if (elapsed > 0) {
            long full = rate.burst() * SECOND;
            boolean fillsUp = elapsed >= Math.ceilDiv(full - credit, rate.perSecond());
            credit = fillsUp ? full : credit + elapsed * rate.perSecond();
            earnedUntil = now;
        }
    }

    private Verdict over(long now) {
        if (lastOver == NEVER || now - lastOver > FORGIVE_AFTER) {
            overSince = now;
        }
        lastOver = now;
        if (now - overSince >= GIVE_UP_AFTER) {
            return Verdict.GIVEN_UP;
        }
        return notice.isDue(now) ? Verdict.DROPPED_AND_TOLD : Verdict.DROPPED;
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * SECOND + instant.getNano();
    }

    /// What becomes of a message.
    public enum Verdict {
        /// Handle it.
        ADMITTED,
        /// Drop it, and tell the client.
        DROPPED_AND_TOLD,
        /// Drop it; the client was told a moment ago.
        DROPPED,
        /// Drop it and close the connection: it was over its rate for too long.
        GIVEN_UP
    }
}
