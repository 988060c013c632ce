package io.fundwire.domain.conversation;

import io.fundwire.domain.channel.ChannelName;

import java.util.Optional;

/// Names a conversation: any text of 1 to [#MAX_LENGTH] characters (protocol section 6).
public record ConversationId(String value) {

    /// The longest id, in characters.
    public static final int MAX_LENGTH = 128;

    private static final String KIND = "conversation";

    /// The one conversation that every client is in.
    public static final ConversationId LOBBY = new ConversationId("lobby");

    /// @throws IllegalArgumentException if `value` is empty or too long
    public ConversationId {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a conversation id has 1 to 128 characters");
        }
    }

    /// The conversation whose channel that is; empty if it is the channel of something else.
    public static Optional<ConversationId> of(ChannelName channel) {
        return channel.kind().equals(KIND)
                ? Optional.of(new ConversationId(channel.id()))
                : Optional.empty();
    }

    /// The channel of the conversation; empty if its id is not one that a channel may have, and for
    /// the lobby, which has none.
    public Optional<ChannelName> channel() {
        return equals(LOBBY) ? Optional.empty() : ChannelName.of(KIND, value);
    }
}
