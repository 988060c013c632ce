package io.fundwire.domain.resume;

import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;

/// Replaces the token with which a client may come back, before that one ends.
public record RenewedResumeToken(String resumeToken) implements ServerMessage {

    @Override
    public String type() {
        return "resume-token";
    }

    @Override
    public Lane lane() {
        return Lane.CONTROL;
    }
}
