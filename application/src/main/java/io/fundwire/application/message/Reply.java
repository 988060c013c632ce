package io.fundwire.application.message;

import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.ErrorReport;
import io.fundwire.domain.message.ServerMessage;

import java.util.List;

/// What a use case answers to the client that asked; nobody else gets it.
///
/// @param messages in the order of sending; none where who should be told was told already
public record Reply(List<ServerMessage> messages) {

    /// Keeps a copy of `messages`.
    public Reply {
        messages = List.copyOf(messages);
    }

    /// Nothing to say.
    public static Reply none() {
        return new Reply(List.of());
    }

    /// One message.
    public static Reply with(ServerMessage message) {
        return new Reply(List.of(message));
    }

    /// Refuses, with a sentence that says what was expected.
    public static Reply refused(ErrorCode code, String sentence) {
        return with(new ErrorReport(code, sentence));
    }
}
