package io.fundwire.domain.session;

import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;

import java.time.Instant;
import java.util.List;

/// The first message that a client gets: who it is and what it may expect (protocol section 1).
///
/// @param features what this server can do
/// @param heartbeatInterval milliseconds
/// @param maxPayload bytes
/// @param resumeToken with which it may come back as the same client
/// @param reconnect when to come back after losing this connection
public record Welcome(
        ClientId clientId,
        UserId userId,
        Instant serverTime,
        List<String> features,
        long heartbeatInterval,
        int maxPayload,
        String resumeToken,
        ReconnectWindow reconnect)
        implements ServerMessage {

    @Override
    public String type() {
        return "connection";
    }

    @Override
    public Lane lane() {
        return Lane.CONTROL;
    }
}
