package io.fundwire.application.notification;

import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.ConnectedClients;
import io.fundwire.application.session.Delivery;
import io.fundwire.application.store.StoreReaders;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.Unread;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Tells the clients that are here how many notifications their users have yet to see (protocol
/// section 2). The store counts when a user comes, and when something ends; in between the changes
/// are counted along. Thread-safe.
final class UnreadCounts {

    private final ConnectedClients clients;
    private final NotificationStore store;
    private final Delivery delivery;
    private final InstantSource clock;
    private final StoreReaders readers;
    private final Map<UserId, UnreadCounter> counters = new ConcurrentHashMap<>();

    /// @param readers report what fails
    UnreadCounts(
            ConnectedClients clients,
            NotificationStore store,
            Delivery delivery,
            InstantSource clock,
            StoreReaders readers) {
        this.clients = clients;
        this.store = store;
        this.delivery = delivery;
        this.clock = clock;
        this.readers = readers;
    }

    /// A client came, as of that version of the store. The inbox of an anonymous user who was not
    /// here before begins empty, and no client needs to be told so.
    void arrived(ConnectedClient client, long version) {
        var counter = counters.computeIfAbsent(client.user(), user -> new UnreadCounter());
        if (client.user().isAnonymous() && !client.session().isResumed()) {
            counter.startsWith(new Unread(0, version));
            return;
        }
        counter.known()
                .ifPresentOrElse(
                        unread -> delivery.send(client, delivery.prepare(unread)),
                        () -> recount(client.user()));
    }

    /// A client is gone.
    void left(ConnectedClient client) {
        counters.computeIfPresent(
                client.user(), (user, counter) -> clients.of(user).isEmpty() ? null : counter);
    }

    /// There are so many more or fewer since that version of the store.
    void changed(UserId user, long difference, long version) {
        var counter = counters.get(user);
        if (counter != null) {
            synchronized (counter) {
                counter.changed(difference, version).ifPresent(unread -> tell(user, unread));
            }
        }
    }

    /// Everybody who is here has one more.
    void roseForAll(long version) {
        counters.keySet().forEach(user -> changed(user, 1, version));
    }

    /// Something ended for everybody who is here.
    void recountAll() {
        counters.keySet().forEach(this::recount);
    }

    /// Something ended for one user.
    void recount(UserId user) {
        var counter = counters.get(user);
        if (counter != null && counter.beginCounting()) {
            readers.run(() -> count(user, counter));
        }
    }

    /// Counts again what could not be counted.
    void retry() {
        counters.forEach((user, counter) -> {
            if (counter.isUnknown()) {
                recount(user);
            }
        });
    }

    private void count(UserId user, UnreadCounter counter) {
        boolean again = true;
        try {
            while (again) {
                again = counter.counted(store.unread(user, clock.instant()));
            }
        } finally {
            if (again) {
                counter.notCounted();
            }
        }
        synchronized (counter) {
            counter.known().ifPresent(unread -> tell(user, unread));
        }
    }

    /// With the counter locked: an older count would supersede a newer one that waits.
    private void tell(UserId user, Unread unread) {
        var outgoing = delivery.prepare(unread);
        clients.of(user).forEach(client -> delivery.send(client, outgoing));
    }
}
