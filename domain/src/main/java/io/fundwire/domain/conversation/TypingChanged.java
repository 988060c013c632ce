package io.fundwire.domain.conversation;

import io.fundwire.domain.client.Client;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.message.ConflationKey;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;

import java.util.List;
import java.util.Optional;

/// Someone began or ceased to type, with all who type there now, which replaces what a receiver
/// knew (protocol section 6).
///
/// @param type `typing-start` or `typing-stop`
/// @param clientId who began or ceased
/// @param userId whom that client acts for
/// @param typing users typing now, at most [#MAX_LISTED]
/// @param count how many users type now, listed or not
/// @param ttlMillis for how long the list holds if nothing more is heard
public record TypingChanged(
        String type,
        ConversationId conversationId,
        ClientId clientId,
        UserId userId,
        List<UserId> typing,
        int count,
        long ttlMillis)
        implements ServerMessage {

    /// The most users that a message lists.
    public static final int MAX_LISTED = 20;

    static TypingChanged started(ConversationId where, Client actor, List<UserId> typing) {
        return of("typing-start", where, actor, typing);
    }

    static TypingChanged stopped(ConversationId where, Client actor, List<UserId> typing) {
        return of("typing-stop", where, actor, typing);
    }

    private static TypingChanged of(
            String type, ConversationId where, Client actor, List<UserId> typing) {
        return new TypingChanged(
                type,
                where,
                actor.id(),
                actor.user(),
                typing.stream().limit(MAX_LISTED).toList(),
                typing.size(),
                TypingLeases.HOLDS.toMillis());
    }

    @Override
    public Lane lane() {
        return Lane.EPHEMERAL;
    }

    /// A newer change of the same client takes the place of a waiting one. It is not keyed by
    /// conversation alone, so that a reader who ignores `typing` misses nobody's last word.
    @Override
    public Optional<ConflationKey> conflationKey() {
        return Optional.of(new Key(conversationId, clientId));
    }

    private record Key(ConversationId conversation, ClientId actor) implements ConflationKey {}
}
