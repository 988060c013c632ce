package io.fundwire.application.notification;

import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.ConnectedClients;
import io.fundwire.application.session.Delivery;
import io.fundwire.application.session.FaultLog;
import io.fundwire.application.session.SessionListener;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationDelivery;

import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The inboxes of all users, and the feeds that carry them to the clients that are here.
/// Thread-safe.
public final class Inboxes implements SessionListener {

    private final ConnectedClients clients;
    private final NotificationStore store;
    private final Delivery delivery;
    private final FaultLog faults;
    private final InstantSource clock;
    private final StoreReaders readers;
    private final Map<ClientId, InboxFeed> feeds = new ConcurrentHashMap<>();

    /// Keeps inboxes in `store`.
    ///
    /// @param readers run what may wait for a disk
    public Inboxes(
            ConnectedClients clients,
            NotificationStore store,
            Delivery delivery,
            FaultLog faults,
            InstantSource clock,
            StoreReaders readers) {
        this.clients = clients;
        this.store = store;
        this.delivery = delivery;
        this.faults = faults;
        this.clock = clock;
        this.readers = readers;
    }

    /// Puts a notification into inboxes and, once it is kept for good, tells those of its users who
    /// are here. A feed relies on hearing of notifications in the order of their sequence, which is
    /// that of the store's receipts.
    ///
    /// @param receipt comes when all were told
    void publish(
            Notification notification,
            Outgoing outgoing,
            Set<UserId> recipients,
            Receipt<Long> receipt) {
        store.append(
                notification,
                recipients,
                new Receipt<>() {
                    @Override
                    public void kept(Long sequence) {
                        recipients.forEach(user -> tell(user, sequence, outgoing));
                        receipt.kept(sequence);
                    }

                    @Override
                    public void notKept(RuntimeException why) {
                        receipt.notKept(why);
                    }
                });
    }

    private void tell(UserId user, long sequence, Outgoing outgoing) {
        clients.of(user).forEach(client -> tell(client, sequence, outgoing));
    }

    /// A feed that fails tries again with the next notification, and keeps nobody else from theirs.
    private void tell(ConnectedClient client, long sequence, Outgoing outgoing) {
        var feed = feeds.get(client.id());
        if (feed == null) {
            return;
        }
        try {
            feed.published(sequence, outgoing);
        } catch (RuntimeException fault) {
            faults.report("inbox feed", fault);
        }
    }

    @Override
    public void connected(ConnectedClient client) {
        var feed = new InboxFeed(client, store, delivery, clock, this::readAside);
        feeds.put(client.id(), feed);
        if (!client.user().isAnonymous()) {
            store.recordSeen(client.user(), clock.instant());
        }
        feed.catchUp();
    }

    @Override
    public void written(ConnectedClient client, Outgoing outgoing) {
        if (outgoing.message() instanceof NotificationDelivery(var notification, var again)) {
            try {
                store.recordDelivered(client.user(), notification.id(), clock.instant());
            } finally {
                goOn(client, outgoing);
            }
        }
    }

    /// An anonymous user's inbox ends with its client.
    @Override
    public void disconnected(ConnectedClient client) {
        feeds.remove(client.id());
        if (client.user().isAnonymous()) {
            store.removeInbox(client.user());
        } else {
            store.recordSeen(client.user(), clock.instant());
        }
    }

    private void readAside(Runnable reading) {
        readers.run(() -> {
            try {
                reading.run();
            } catch (RuntimeException fault) {
                faults.report("inbox feed", fault);
            }
        });
    }

    /// The socket took a notification, whatever the store made of that.
    private void goOn(ConnectedClient client, Outgoing outgoing) {
        var feed = feeds.get(client.id());
        if (feed != null) {
            feed.written(outgoing);
        }
    }
}
