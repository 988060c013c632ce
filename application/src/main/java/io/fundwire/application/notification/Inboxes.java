package io.fundwire.application.notification;

import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.ConnectedClients;
import io.fundwire.application.session.Delivery;
import io.fundwire.application.session.FaultLog;
import io.fundwire.application.session.SessionListener;
import io.fundwire.application.store.Receipt;
import io.fundwire.application.store.StoreReaders;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.NotificationDelivery;
import io.fundwire.domain.notification.NotificationId;
import io.fundwire.domain.notification.NotificationWithdrawn;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The inboxes of the clients that are here: what the store keeps is carried to them by a feed
/// each, and what changes there is told to them. Thread-safe.
///
/// A client takes part from the receipt of its arrival on. As receipts come in the order of the
/// changes, it is told of just those notifications to everyone that went into its user's inbox.
public final class Inboxes implements SessionListener {

    private final ConnectedClients clients;
    private final NotificationStore store;
    private final Delivery delivery;
    private final FaultLog faults;
    private final InstantSource clock;
    private final StoreReaders readers;
    private final UnreadCounts unread;
    private final Map<ConnectedClient, InboxFeed> feeds = new ConcurrentHashMap<>();

    /// Those whose arrival the store could not keep.
    private final Set<ConnectedClient> unkept = ConcurrentHashMap.newKeySet();

    /// Held while the store is told who came or went, so that it hears of both in their order.
    private final Object comings = new Object();

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
        this.readers = reading -> readers.run(() -> orReport(reading));
        this.unread = new UnreadCounts(clients, store, delivery, clock, this.readers);
    }

    // Clients come and go.

    @Override
    public void connected(ConnectedClient client) {
        synchronized (comings) {
            store.arrive(client.user(), clock.instant(), arrivalOf(client));
        }
    }

    private Receipt<Arrival> arrivalOf(ConnectedClient client) {
        return new Receipt<>() {
            @Override
            public void kept(Arrival arrival, long version) {
                takesPart(client).isAddressedSince(arrival.since());
                unread.arrived(client, version);
                leaveIfGone(client);
            }

            @Override
            public void notKept(RuntimeException why) {
                faults.report("arrival", why);
                takesPart(client);
                unkept.add(client);
                leaveIfGone(client);
            }
        };
    }

    /// Tries again what could not be kept or read.
    void retry() {
        for (ConnectedClient client : List.copyOf(unkept)) {
            if (unkept.remove(client)) {
                connected(client);
            }
        }
        feeds.values().forEach(feed -> orReport(feed::retry));
        orReport(unread::retry);
    }

    private InboxFeed takesPart(ConnectedClient client) {
        var feed =
                feeds.computeIfAbsent(
                        client, one -> new InboxFeed(one, store, delivery, clock, readers));
        orReport(feed::catchUp);
        return feed;
    }

    /// It may have left before the receipt of its arrival came, and even before it was said again
    /// to arrive: the store would keep an anonymous user here whose client is gone.
    private void leaveIfGone(ConnectedClient client) {
        if (!clients.isHere(client)) {
            disconnected(client);
        }
    }

    private void forget(ConnectedClient client) {
        unkept.remove(client);
        unread.left(client);
        var feed = feeds.remove(client);
        if (feed != null) {
            feed.close().forEach(waited -> record(client, waited, Optional.empty()));
        }
    }

    @Override
    public void disconnected(ConnectedClient client) {
        forget(client);
        if (client.user().isAnonymous()) {
            recordGone(client.user());
        } else {
            store.recordSeen(client.user(), clock.instant());
        }
    }

    /// What is heard late of one that is gone must not end what another has begun by its id.
    private void recordGone(UserId user) {
        synchronized (comings) {
            if (clients.of(user).isEmpty()) {
                store.recordGone(user, clock.instant());
            }
        }
    }

    /// Says that those who are here still are, since some stay for weeks.
    void recordWhoIsHere() {
        var now = clock.instant();
        clients.all().forEach(client -> store.recordSeen(client.user(), now));
    }

    // What was sent to them.

    @Override
    public void written(ConnectedClient client, Outgoing outgoing) {
        noLongerWaits(client, outgoing, Optional.of(clock.instant()));
    }

    @Override
    public void leftOut(ConnectedClient client, Outgoing outgoing) {
        noLongerWaits(client, outgoing, Optional.empty());
    }

    private void noLongerWaits(
            ConnectedClient client, Outgoing outgoing, Optional<Instant> writtenAt) {
        var feed = feeds.get(client);
        if (feed != null
                && outgoing.message() instanceof NotificationDelivery(var notification, var _)) {
            feed.noLongerWaits(notification.id())
                    .ifPresent(waited -> record(client, waited, writtenAt));
        }
    }

    private void record(
            ConnectedClient client, DeliveryWindow.Waiting waited, Optional<Instant> writtenAt) {
        store.recordDelivery(client.user(), waited.sequence(), waited.queuedAt(), writtenAt);
    }

    // What happens to notifications.

    /// A notification is in inboxes.
    ///
    /// @param outgoing tells those who get it for the first time
    void published(
            Audience audience,
            Appended.Kept kept,
            long version,
            NotificationDelivery message,
            Outgoing outgoing) {
        feedsOf(audience, kept.sequence())
                .forEach(
                        feed -> orReport(() -> feed.published(kept.sequence(), message, outgoing)));
        switch (audience) {
            case Audience.Users(var users) ->
                    users.forEach(user -> orReport(() -> unread.changed(user, 1, version)));
            case Audience.Everyone() -> {
                feeds.values().forEach(feed -> orReport(feed::publishedToEveryone));
                orReport(() -> unread.roseForAll(version));
            }
        }
    }

    /// A user dealt with a notification: no client of the user needs to be told of it any more.
    void acknowledged(UserId user, NotificationId notification) {
        feedsOf(user).forEach(feed -> endsFor(feed, notification));
    }

    /// A user has seen so many more.
    void saw(UserId user, long number, long version) {
        unread.changed(user, -number, version);
    }

    /// A notification expired.
    void expired(Ended ended) {
        ended(ended, feed -> {});
    }

    /// A notification was taken back: clients that may show it are told so.
    void withdrawn(Ended ended) {
        var outgoing = delivery.prepare(new NotificationWithdrawn(ended.notification()));
        ended(ended, feed -> delivery.send(feed.client(), outgoing));
    }

    private void ended(Ended ended, Consumer<InboxFeed> news) {
        Stream.concat(
                        feedsOf(ended.audience(), ended.sequence()),
                        ended.returned().stream().flatMap(this::feedsOf))
                .forEach(feed ->
                        orReport(() -> {
                            endsFor(feed, ended.notification());
                            news.accept(feed);
                        }));
        switch (ended.audience()) {
            case Audience.Users(var users) ->
                    users.forEach(user -> orReport(() -> unread.recount(user)));
            case Audience.Everyone() -> orReport(unread::recountAll);
        }
    }

    private void endsFor(InboxFeed feed, NotificationId notification) {
        feed.ended(notification)
                .ifPresent(waited -> record(feed.client(), waited, Optional.empty()));
    }

    private Stream<InboxFeed> feedsOf(Audience audience, long sequence) {
        return switch (audience) {
            case Audience.Users(var users) -> users.stream().flatMap(this::feedsOf);
            case Audience.Everyone() ->
                    feeds.values().stream().filter(feed -> feed.isAddressedByEveryone(sequence));
        };
    }

    private Stream<InboxFeed> feedsOf(UserId user) {
        return clients.of(user).stream().map(feeds::get).filter(Objects::nonNull);
    }

    /// What fails for one client is tried again, and keeps nobody else from theirs.
    private void orReport(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException fault) {
            faults.report("inbox feed", fault);
        }
    }
}
