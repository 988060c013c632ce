package io.fundwire.application.conversation;

/// Ends the typing of those who went silent without a word. To be run a few times a second.
public final class ExpireTyping {

    private final Conversations conversations;

    /// Works on these conversations.
    public ExpireTyping(Conversations conversations) {
        this.conversations = conversations;
    }

    /// Looks once at every conversation.
    public void handle() {
        conversations.expire();
    }
}
