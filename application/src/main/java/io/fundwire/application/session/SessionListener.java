package io.fundwire.application.session;

import io.fundwire.domain.message.Outgoing;

/// How a feature learns of clients that come and go, and of what was written to them. Called from
/// any thread; one client's calls may come at the same time as another's.
public interface SessionListener {

    /// The client was welcomed: what is sent to it from now on comes after the welcome.
    default void connected(ConnectedClient client) {}

    /// A message that is [followed][io.fundwire.domain.message.ServerMessage#isFollowed] reached
    /// the client's socket.
    default void written(ConnectedClient client, Outgoing outgoing) {}

    /// A message that waited for the client was outdated when its turn came, and was not written.
    default void leftOut(ConnectedClient client, Outgoing outgoing) {}

    /// The client is gone and gets nothing more.
    default void disconnected(ConnectedClient client) {}
}
