package io.fundwire.application.message;

import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.ErrorReport;
import io.fundwire.domain.message.ServerMessage;

import java.util.List;
import java.util.function.Consumer;

/// What a use case answers to the client that asked; nobody else gets it.
public sealed interface Reply {

    /// The answer is known.
    ///
    /// @param messages in the order of sending; none where who should be told was told already
    record Now(List<ServerMessage> messages) implements Reply {

        /// Keeps a copy of `messages`.
        public Now {
            messages = List.copyOf(messages);
        }
    }

    /// The answer comes when something is kept for good. Until then the client's next messages may
    /// be handled, up to a limit.
    ///
    /// @param start is called once, to begin; it returns at once
    record Later(Consumer<Answers> start) implements Reply {}

    /// Where later answers go, from any thread.
    interface Answers {

        /// One message more.
        void give(ServerMessage message);

        /// That was the last one. Called once.
        void end();
    }

    /// Nothing to say.
    static Reply none() {
        return new Now(List.of());
    }

    /// One message.
    static Reply with(ServerMessage message) {
        return new Now(List.of(message));
    }

    /// Refuses, with a sentence that says what was expected.
    static Reply refused(ErrorCode code, String sentence) {
        return with(new ErrorReport(code, sentence));
    }
}
