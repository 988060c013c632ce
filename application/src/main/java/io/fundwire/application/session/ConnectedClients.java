package io.fundwire.application.session;

import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// All clients that are here, by id and by user; never more than the server may have. Thread-safe.
///
/// A place is taken by a connection, from its first moment to its last. The client behind it is
/// found for a part of that time only: not before it is known who it is, and not after another
/// connection took over its id.
public final class ConnectedClients {

    private final Capacity capacity;
    private final Places places;
    private final Set<ConnectedClient> connections = ConcurrentHashMap.newKeySet();
    private final Map<ClientId, ConnectedClient> byId = new ConcurrentHashMap<>();

    /// Named users only: an anonymous one is found by the id of its only client.
    private final Map<UserId, List<ConnectedClient>> byUser = new ConcurrentHashMap<>();

    /// Makes room for clients.
    public ConnectedClients(Capacity capacity) {
        this.capacity = capacity;
        this.places = new Places(capacity);
    }

    /// Takes a place for a client's connection, if there is one.
    Places.Place takePlace(ConnectedClient client) {
        var place = places.take(client.connection().remoteAddress());
        if (place == Places.Place.FOUND) {
            connections.add(client);
        }
        return place;
    }

    /// Whether the client's connection has a place, and is not about to give it back.
    boolean hasPlace(ConnectedClient client) {
        return connections.contains(client);
    }

    /// The client's connection is no more.
    ///
    /// @return whether the caller is to see to the rest and then [give back][#giveBackPlace] its
    ///   place: nobody else was told so
    boolean beginLeaving(ConnectedClient client) {
        return connections.remove(client);
    }

    /// Gives back the place of a client that left.
    void giveBackPlace(ConnectedClient client) {
        places.free(client.connection().remoteAddress());
    }

    /// Whether there is a place for a client from that address now.
    Places.Place lookForPlace(String address) {
        return places.look(address);
    }

    /// Adds a client, whose place is taken already.
    void add(ConnectedClient client) {
        byId.put(client.id(), client);
        if (!client.user().isAnonymous()) {
            byUser.compute(
                    client.user(),
                    (user, others) -> {
                        var all =
                                others == null
                                        ? new CopyOnWriteArrayList<ConnectedClient>()
                                        : others;
                        all.add(client);
                        return all;
                    });
        }
    }

    /// Lets nobody find the client any more; whoever does so twice learns that.
    Removal hide(ConnectedClient client) {
        if (!byId.remove(client.id(), client)) {
            return Removal.WAS_GONE;
        }
        byUser.computeIfPresent(
                client.user(),
                (user, all) -> {
                    all.remove(client);
                    return all.isEmpty() ? null : all;
                });
        return Removal.DONE;
    }

    /// Whether it is this client that is found by its id: another may have come back by it.
    public boolean isHere(ConnectedClient client) {
        return client.equals(byId.get(client.id()));
    }

    /// The client of that id, if it is here.
    public Optional<ConnectedClient> find(ClientId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The clients of a user, in the order in which they came.
    public Collection<ConnectedClient> of(UserId user) {
        if (user.isAnonymous()) {
            var client = byId.get(new ClientId(user.value()));
            return client == null ? List.of() : List.of(client);
        }
        return Collections.unmodifiableCollection(byUser.getOrDefault(user, List.of()));
    }

    /// All connections that have a place, those of clients that are not found included; a live view
    /// like [#all].
    Collection<ConnectedClient> connections() {
        return Collections.unmodifiableCollection(connections);
    }

    /// Everybody, as a live view: whoever comes or goes meanwhile may or may not be in it.
    public Collection<ConnectedClient> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /// How many clients are here.
    public int count() {
        return byId.size();
    }

    /// How many clients may be here.
    public int maxConnections() {
        return capacity.maxConnections();
    }

    /// Whether there was something to remove.
    enum Removal {
        DONE,
        WAS_GONE
    }
}
