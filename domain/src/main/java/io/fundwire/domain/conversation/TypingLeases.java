package io.fundwire.domain.conversation;

import io.fundwire.domain.client.Client;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who is typing in one conversation. Each client holds a lease that ends by itself, so that nobody
/// types for ever whose "stop" was lost (protocol section 6).
///
/// Every method answers what the others are to be told, empty if nothing. Not thread-safe.
public final class TypingLeases {

    /// For how long a client types after its last start.
    public static final Duration LEASE = Duration.ofSeconds(6);

    /// Repeated starts are told again only this long after they were told last.
    public static final Duration REPEAT_AFTER = Duration.ofSeconds(2);

    private final ConversationId where;

    /// For how long what others were told holds: a start that is not told again may renew a lease
    /// until just before it would be.
    static final Duration HOLDS = LEASE.plus(REPEAT_AFTER);

    /// Oldest start first: a renewed lease goes to the end, so the first to expire is the first.
    private final Map<ClientId, Lease> leases = new LinkedHashMap<>();

    /// Makes the leases of a conversation in which nobody types.
    public TypingLeases(ConversationId where) {
        this.where = where;
    }

    /// The client types, or still does.
    public Optional<TypingChanged> start(Client client, Instant now) {
        Lease previous = leases.remove(client.id());
        boolean tell = previous == null || !now.isBefore(previous.toldAt().plus(REPEAT_AFTER));
        Instant toldAt = tell || previous == null ? now : previous.toldAt();
        leases.put(client.id(), new Lease(client, now.plus(LEASE), toldAt));
        return tell
                ? Optional.of(TypingChanged.started(where, client, usersTyping()))
                : Optional.empty();
    }

    /// The client ceased to type, or left.
    public Optional<TypingChanged> stop(ClientId client) {
        Lease ended = leases.remove(client);
        return ended == null
                ? Optional.empty()
                : Optional.of(TypingChanged.stopped(where, ended.holder(), usersTyping()));
    }

    /// Ends the leases that nobody renewed in time: one change for each.
    public List<TypingChanged> expire(Instant now) {
        var changes = new ArrayList<TypingChanged>();
        while (!leases.isEmpty()) {
            Lease first = leases.values().iterator().next();
            if (first.expiresAt().isAfter(now)) {
                break;
            }
            stop(first.holder().id()).ifPresent(changes::add);
        }
        return changes;
    }

    /// Whether nobody types.
    public boolean isEmpty() {
        return leases.isEmpty();
    }

    private List<UserId> usersTyping() {
        return leases.values().stream().map(lease -> lease.holder().user()).distinct().toList();
    }

    private record Lease(Client holder, Instant expiresAt, Instant toldAt) {}
}
