package io.fundwire.application.session;

import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.session.Session;

import java.time.Instant;

/// How one client is doing, as an operator sees it.
///
/// @param address where it connects from
/// @param lastHeard when its last sign of life came
/// @param messagesReceived from it, good or bad, since it connected
/// @param messagesSent to it, since it connected
/// @param waitingMessages in its outbox
/// @param waitingBytes in its outbox
public record ClientState(
        ClientId clientId,
        UserId userId,
        String address,
        Instant since,
        Instant lastHeard,
        long messagesReceived,
        long messagesSent,
        int waitingMessages,
        int waitingBytes) {

    static ClientState of(ConnectedClient client) {
        Session session = client.session();
        Session.Waiting waiting = session.waiting();
        Session.Exchanged exchanged = session.exchanged();
        return new ClientState(
                client.id(),
                client.user(),
                client.connection().remoteAddress(),
                session.client().since(),
                session.liveness().lastHeard(),
                exchanged.received(),
                exchanged.sent(),
                waiting.messages(),
                waiting.bytes());
    }
}
