package io.fundwire.application.conversation;

import io.fundwire.application.channel.PublicationListener;
import io.fundwire.application.channel.Subscriptions;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.ConnectedClients;
import io.fundwire.application.session.Delivery;
import io.fundwire.application.session.SessionListener;
import io.fundwire.domain.channel.ChannelMessage;
import io.fundwire.domain.conversation.ConversationId;
import io.fundwire.domain.conversation.TypingChanged;
import io.fundwire.domain.conversation.TypingLeases;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// Who takes part in which conversation, and who types there. Thread-safe.
///
/// A conversation's changes are told under its lock, so that everybody hears them in the order in
/// which they happened: each carries the whole list of who types, and the last one heard counts.
public final class Conversations implements SessionListener, PublicationListener {

    /// The most conversations that one client may type in on one connection (protocol section 6).
    public static final int MAX_PER_CLIENT = 128;

    private static final int LOCKS = 64;

    private final ConnectedClients clients;
    private final Subscriptions subscriptions;
    private final Delivery delivery;
    private final InstantSource clock;

    private final Map<ConversationId, Conversation> conversations = new ConcurrentHashMap<>();
    private final Map<ConnectedClient, Set<ConversationId>> joined = new ConcurrentHashMap<>();
    private final Object[] locks = IntStream.range(0, LOCKS).mapToObj(i -> new Object()).toArray();

    /// Makes the lobby, which every client is in, and no other conversation.
    ///
    /// @param subscriptions know who follows the channel of a conversation, and takes part by that
    public Conversations(
            ConnectedClients clients,
            Subscriptions subscriptions,
            Delivery delivery,
            InstantSource clock) {
        this.clients = clients;
        this.subscriptions = subscriptions;
        this.delivery = delivery;
        this.clock = clock;
    }

    /// The client types there, and takes part from now on. One that left meanwhile does not:
    /// another may be here by its id.
    Typing start(ConnectedClient client, ConversationId where) {
        var mine = joined.computeIfAbsent(client, one -> ConcurrentHashMap.newKeySet());
        if (mine.size() >= MAX_PER_CLIENT && !mine.contains(where)) {
            return Typing.TOO_MANY_CONVERSATIONS;
        }
        mine.add(where);
        synchronized (lockOf(where)) {
            if (clients.isHere(client)) {
                var conversation = conversations.computeIfAbsent(where, Conversation::new);
                conversation.members.add(client);
                conversation
                        .typing
                        .start(client.session().client(), clock.instant())
                        .ifPresent(change -> tell(conversation, change));
                return Typing.DONE;
            }
        }
        joined.remove(client);
        return Typing.DONE;
    }

    /// The client ceased to type there; it still takes part.
    void stop(ConnectedClient client, ConversationId where) {
        synchronized (lockOf(where)) {
            var conversation = conversations.get(where);
            if (conversation != null && clients.isHere(client)) {
                conversation
                        .typing
                        .stop(client.id())
                        .ifPresent(change -> tell(conversation, change));
            }
        }
    }

    /// Whoever has said something has ceased to type it.
    @Override
    public void published(ChannelMessage message) {
        var author = message.from();
        if (author != null) {
            ConversationId.of(message.channel())
                    .ifPresent(where ->
                            clients.find(author.clientId())
                                    .ifPresent(client -> stop(client, where)));
        }
    }

    /// Ends the leases that were not renewed in time.
    void expire() {
        var now = clock.instant();
        for (Conversation conversation : conversations.values()) {
            synchronized (lockOf(conversation.id)) {
                conversation.typing.expire(now).forEach(change -> tell(conversation, change));
            }
        }
    }

    /// A client that left types nowhere and takes part in nothing.
    @Override
    public void disconnected(ConnectedClient client) {
        var mine = joined.remove(client);
        if (mine == null) {
            return;
        }
        for (ConversationId where : mine) {
            leave(client, where);
        }
    }

    /// How many conversations somebody takes part in.
    int count() {
        return conversations.size();
    }

    private void leave(ConnectedClient client, ConversationId where) {
        synchronized (lockOf(where)) {
            var conversation = conversations.get(where);
            if (conversation == null) {
                return;
            }
            conversation.members.remove(client);
            conversation.typing.stop(client.id()).ifPresent(change -> tell(conversation, change));
            if (conversation.members.isEmpty()) {
                conversations.remove(where);
            }
        }
    }

    private void tell(Conversation conversation, TypingChanged change) {
        delivery.tellOthers(audienceOf(conversation), change.clientId(), change);
    }

    private Collection<ConnectedClient> audienceOf(Conversation conversation) {
        if (conversation.id.equals(ConversationId.LOBBY)) {
            return clients.all();
        }
        var audience = new HashSet<>(conversation.members);
        conversation.id.channel().map(subscriptions::clientsOf).ifPresent(audience::addAll);
        return audience;
    }

    private Object lockOf(ConversationId where) {
        return locks[Math.floorMod(where.hashCode(), LOCKS)];
    }

    /// Whether a client could type.
    enum Typing {
        DONE,
        TOO_MANY_CONVERSATIONS
    }

    private static final class Conversation {

        private final ConversationId id;
        private final TypingLeases typing;
        private final Set<ConnectedClient> members = ConcurrentHashMap.newKeySet();

        Conversation(ConversationId id) {
            this.id = id;
            this.typing = new TypingLeases(id);
        }
    }
}
