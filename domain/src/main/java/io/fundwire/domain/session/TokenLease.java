package io.fundwire.domain.session;

import java.time.Instant;

/// The resume tokens of one session: of which generation they are, and when the next is due. Thread
/// safe.
///
/// The generation is the one with which the session began. One that was raised since is for good
/// out of its reach, however many tokens it is still given.
public final class TokenLease {

    private volatile long generation;
    private volatile Instant renewAt = Instant.MAX;

    /// The first generation, and no token yet.
    TokenLease() {}

    /// The session goes on with what a token began.
    void goOnFrom(ResumeToken token) {
        generation = token.generation();
    }

    /// Of which generation all tokens of the session are.
    public long generation() {
        return generation;
    }

    /// The client was given a token.
    ///
    /// @param next when it is to get another
    public void issued(Instant next) {
        renewAt = next;
    }

    /// Whether the client is to get another token.
    public boolean isDue(Instant now) {
        return !renewAt.isAfter(now);
    }
}
