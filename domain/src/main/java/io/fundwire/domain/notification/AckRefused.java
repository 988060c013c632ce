package io.fundwire.domain.notification;

import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;

/// Says why an acknowledgement did nothing: an error that keeps its place among the other answers
/// about the inbox, where any other error goes first.
///
/// @param message one sentence for the client's developer
public record AckRefused(ErrorCode code, String message) implements ServerMessage {

    @Override
    public String type() {
        return "error";
    }

    @Override
    public Lane lane() {
        return Lane.INBOX;
    }
}
