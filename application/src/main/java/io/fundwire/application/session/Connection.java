package io.fundwire.application.session;

import io.fundwire.domain.session.CloseReason;

/// Port: what a transport holds for one client. The core fills the session's outbox and the
/// transport empties it.
///
/// Called from any thread, often under a lock of the core: an implementation never blocks and never
/// calls back on the calling thread.
public interface Connection {

    /// Something waits in the outbox: empty it soon, by [DrainOutbox].
    void wake();

    /// Asks the client for a sign of life.
    void ping();

    /// Where the client connects from: an address without a port, as the socket has it.
    String remoteAddress();

    /// Writes what the outbox still holds, then closes; cuts the connection if the client does not
    /// let that happen in good time. Called once.
    void close(CloseReason reason);
}
