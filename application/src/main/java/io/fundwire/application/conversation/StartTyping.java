package io.fundwire.application.conversation;

import io.fundwire.application.message.Reply;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.conversation.ConversationId;
import io.fundwire.domain.message.ErrorCode;

/// Tells the others in a conversation that somebody types there.
public final class StartTyping {

    private final Conversations conversations;

    /// Works on these conversations.
    public StartTyping(Conversations conversations) {
        this.conversations = conversations;
    }

    /// Who types where.
    public record Input(ConnectedClient from, ConversationId conversation) {}

    /// Tells the others; the one who types gets no answer unless it is refused.
    public Reply handle(Input input) {
        return switch (conversations.start(input.from(), input.conversation())) {
            case DONE -> Reply.none();
            case TOO_MANY_CONVERSATIONS ->
                    Reply.refused(
                            ErrorCode.FORBIDDEN,
                            "A client may type in at most %d conversations on one connection."
                                    .formatted(Conversations.MAX_PER_CLIENT));
        };
    }
}
