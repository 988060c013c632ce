package io.fundwire.application.session;

import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.session.Session;

import java.time.Instant;

/// One client as an operator sees it.
///
/// @param address where it connects from
/// @param lastHeard when its last sign of life came
/// @param waitingMessages in its outbox
/// @param waitingBytes in its outbox
public record ListedClient(
        ClientId clientId,
        UserId userId,
        String address,
        Instant since,
        Instant lastHeard,
        int waitingMessages,
        int waitingBytes) {

    static ListedClient of(ConnectedClient client) {
        Session session = client.session();
        Session.Waiting waiting = session.waiting();
        return new ListedClient(
                client.id(),
                client.user(),
                client.connection().remoteAddress(),
                session.client().since(),
                session.liveness().lastHeard(),
                waiting.messages(),
                waiting.bytes());
    }
}
