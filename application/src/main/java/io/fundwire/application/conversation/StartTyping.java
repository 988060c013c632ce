package io.fundwire.application.conversation;

import io.fundwire.application.channel.ChannelRules;
import io.fundwire.application.message.Reply;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.conversation.ConversationId;
import io.fundwire.domain.message.ErrorCode;

/// Tells the others in a conversation that somebody types there.
public final class StartTyping {

    private final Conversations conversations;
    private final ChannelRules rules;

    /// Works on these conversations.
    ///
    /// @param rules say who may follow the channel of a conversation, and so may type there
    public StartTyping(Conversations conversations, ChannelRules rules) {
        this.conversations = conversations;
        this.rules = rules;
    }

    /// Who types where.
    public record Input(ConnectedClient from, ConversationId conversation) {}

    /// Tells the others; the one who types gets no answer unless it is refused.
    public Reply handle(Input input) {
        var channel = input.conversation().channel();
        return switch (channel.map(name -> rules.toSubscribe(input.from(), name)).orElse(null)) {
            case ChannelRules.Access.Refused(var code, var sentence) ->
                    Reply.refused(code, sentence);
            case ChannelRules.Access.Granted(var _) -> start(input);
            case null -> start(input);
        };
    }

    private Reply start(Input input) {
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
