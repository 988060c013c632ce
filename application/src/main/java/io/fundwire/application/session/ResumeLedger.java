package io.fundwire.application.session;

import io.fundwire.application.store.Receipt;
import io.fundwire.domain.client.ClientId;

import java.time.Instant;

/// Port: what resume tokens are judged by, kept for as long as the data directory lives (protocol
/// section 5). Thread-safe.
public interface ResumeLedger {

    /// How many bytes a secret has.
    int SECRET_BYTES = 32;

    /// What tokens are signed with: [#SECRET_BYTES] random bytes, always the same. The array is the
    /// caller's.
    byte[] secret();

    /// Which generation of a client's tokens is valid: 0 until it is raised. Answered at once.
    long generation(ClientId client);

    /// Makes all tokens that a client was given until now invalid: from this call on, and for good
    /// once the receipt has come.
    ///
    /// @param receipt gets the new generation
    void raise(ClientId client, Instant now, Receipt<Long> receipt);

    /// Forgets what was raised before then: no token of those clients is valid any more. A record.
    void forgetRaisedBefore(Instant time);
}
