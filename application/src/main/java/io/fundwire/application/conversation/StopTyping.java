package io.fundwire.application.conversation;

import io.fundwire.application.message.Reply;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.conversation.ConversationId;

/// Tells the others in a conversation that somebody ceased to type there.
public final class StopTyping {

    private final Conversations conversations;

    /// Works on these conversations.
    public StopTyping(Conversations conversations) {
        this.conversations = conversations;
    }

    /// Who ceased to type where.
    public record Input(ConnectedClient from, ConversationId conversation) {}

    /// Tells the others, if it was typing there.
    public Reply handle(Input input) {
        conversations.stop(input.from(), input.conversation());
        return Reply.none();
    }
}
