package io.fundwire.domain.session;

import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;

import java.time.Instant;

/// The answer to a client's heartbeat.
public record HeartbeatAck(Instant serverTime) implements ServerMessage {

    @Override
    public String type() {
        return "heartbeat-ack";
    }

    @Override
    public Lane lane() {
        return Lane.CONTROL;
    }
}
