package io.fundwire.application.session;

import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// All clients that are here, by id and by user; never more than the server may have. Thread-safe.
public final class ConnectedClients {

    private final Capacity capacity;
    private final Places places;
    private final Map<ClientId, ConnectedClient> byId = new ConcurrentHashMap<>();

    /// Named users only: an anonymous one is found by the id of its only client.
    private final Map<UserId, List<ConnectedClient>> byUser = new ConcurrentHashMap<>();

    /// Makes room for clients.
    public ConnectedClients(Capacity capacity) {
        this.capacity = capacity;
        this.places = new Places(capacity);
    }

    /// Takes a place for a client that is about to be added, if there is one.
    Places.Place takePlace(ConnectedClient client) {
        return places.take(client.connection().remoteAddress());
    }

    /// Gives back the place of a client that was not added after all.
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

    /// Removes a client and frees its place; whoever removes it twice learns so.
    Removal remove(ConnectedClient client) {
        if (!byId.remove(client.id(), client)) {
            return Removal.WAS_GONE;
        }
        giveBackPlace(client);
        byUser.computeIfPresent(
                client.user(),
                (user, all) -> {
                    all.remove(client);
                    return all.isEmpty() ? null : all;
                });
        return Removal.DONE;
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
