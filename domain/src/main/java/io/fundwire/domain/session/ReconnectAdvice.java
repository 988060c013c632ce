package io.fundwire.domain.session;

import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;

/// Announces a planned close and says when this client should come back.
///
/// @param delayMillis this client's own delay
/// @param reason plain words for people
public record ReconnectAdvice(long delayMillis, String reason) implements ServerMessage {

    @Override
    public String type() {
        return "reconnect";
    }

    @Override
    public Lane lane() {
        return Lane.CONTROL;
    }
}
