package io.fundwire.domain.conversation;

/// Names a conversation: any text of 1 to [#MAX_LENGTH] characters (protocol section 6).
public record ConversationId(String value) {

    /// The longest id, in characters.
    public static final int MAX_LENGTH = 128;

    /// The one conversation that every client is in.
    public static final ConversationId LOBBY = new ConversationId("lobby");

    /// @throws IllegalArgumentException if `value` is empty or too long
    public ConversationId {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a conversation id has 1 to 128 characters");
        }
    }
}
