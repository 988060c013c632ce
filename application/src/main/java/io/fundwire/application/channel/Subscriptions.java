package io.fundwire.application.channel;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.ConnectedClients;
import io.fundwire.application.session.Delivery;
import io.fundwire.application.session.FaultLog;
import io.fundwire.application.session.FollowedChannels;
import io.fundwire.application.session.SessionListener;
import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelMessage;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.LastOfPage;
import io.fundwire.domain.channel.Position;
import io.fundwire.domain.channel.Subscribed;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.message.Outgoing;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Who follows which channel. Thread-safe.
public final class Subscriptions implements SessionListener, FollowedChannels {

    /// The most channels that one client may follow (protocol section 5).
    public static final int MAX_PER_CLIENT = 128;

    private final ConnectedClients clients;
    private final ChannelLogs logs;
    private final Delivery delivery;
    private final Alarms alarms;
    private final MembershipListener listener;
    private final FaultLog faults;
    private final InstantSource clock;

    private final FreshPages pages;

    private final Map<ChannelName, Channel> channels = new ConcurrentHashMap<>();
    private final Map<ConnectedClient, Followed> byClient = new ConcurrentHashMap<>();

    /// What one client follows.
    private static final class Followed {

        private final Replays replays;
        private final Map<ChannelName, Subscription> subscriptions = new HashMap<>(2);

        /// Whether the client has left, and nothing may be added.
        private boolean isOver;

        Followed(Replays replays) {
            this.replays = replays;
        }
    }

    /// Nobody follows anything yet.
    ///
    /// @param listener is told of each client that follows a channel or does no longer
    public Subscriptions(
            ConnectedClients clients,
            ChannelLogs logs,
            Delivery delivery,
            Alarms alarms,
            MembershipListener listener,
            FaultLog faults,
            InstantSource clock) {
        this.clients = clients;
        this.logs = logs;
        this.delivery = delivery;
        this.alarms = alarms;
        this.listener = listener;
        this.faults = faults;
        this.clock = clock;
        this.pages = new FreshPages(clock);
    }

    /// What a client wants to follow, and how.
    ///
    /// @param position where it knows the log up to; empty if it knows nothing
    /// @param history how many messages it is sent if it knows nothing
    /// @param period how long each key has to wait after it was sent; empty if each message is sent
    record Wish(
            ChannelName channel,
            ChannelKind kind,
            Optional<Position> position,
            int history,
            Optional<Duration> period) {}

    /// What came of a wish.
    sealed interface Opened {

        /// It follows the channel.
        record Done(Subscribed answer) implements Opened {}

        /// It would follow too many.
        record TooManyChannels(int max) implements Opened {}

        /// Too many others follow it.
        record TooManyMembers(int max) implements Opened {}

        /// Too many different rates are asked for on that channel.
        record TooManyRates(int max) implements Opened {}

        /// The log could not be read: what was opened is to be [left][#leave] again.
        record Unread() implements Opened {}
    }

    /// A client follows a channel from now on, anew if it did before. Nothing is sent to it until
    /// [#begin]. Until then nothing else may be asked for it on that channel: see [#whenOpen].
    ///
    /// @param whenOpen gets what came of it, on any thread
    void open(ConnectedClient client, Wish wish, Consumer<Opened> whenOpen) {
        switch (enter(client, wish)) {
            case Entry.Refused(var why) -> whenOpen.accept(why);
            case Entry.Admitted(var subscription, var before) -> {
                before.ifPresent(this::end);
                logs.ask(wish.kind(), log -> whenOpen.accept(open(subscription, wish, log)));
            }
        }
    }

    private sealed interface Entry {

        /// @param before what it takes the place of
        record Admitted(Subscription subscription, Optional<Subscription> before)
                implements Entry {}

        record Refused(Opened why) implements Entry {}
    }

    private Opened open(Subscription subscription, Wish wish, ChannelLog log) {
        try {
            return new Opened.Done(
                    subscription.open(
                            log.open(
                                    wish.kind(), wish.channel(), wish.position(), wish.history())));
        } catch (RuntimeException fault) {
            faults.report("subscribe", fault);
            return new Opened.Unread();
        }
    }

    private Entry enter(ConnectedClient client, Wish wish) {
        while (true) {
            var followed = byClient.computeIfAbsent(client, c -> newFollowed());
            synchronized (followed) {
                if (!followed.isOver) {
                    return enter(client, wish, followed);
                }
                // It left just now: what it follows from now on is found by [#begin].
            }
        }
    }

    private Followed newFollowed() {
        return new Followed(new Replays(logs, pages, alarms, faults, clock));
    }

    private Entry enter(ConnectedClient client, Wish wish, Followed followed) {
        var before = Optional.ofNullable(followed.subscriptions.get(wish.channel()));
        int replaced = before.isPresent() ? 1 : 0;
        int max = Math.min(MAX_PER_CLIENT, wish.kind().limits().channelsPerClient());
        if (followed.subscriptions.size() - replaced >= MAX_PER_CLIENT
                || ofKind(followed, wish.kind()) - replaced >= max) {
            return new Entry.Refused(new Opened.TooManyChannels(max));
        }
        var entry = enterChannel(client, wish, before);
        if (entry instanceof Entry.Admitted(var subscription, var _)) {
            // The name that all share, not the one that this client sent.
            followed.subscriptions.put(subscription.channel().name(), subscription);
        }
        return entry;
    }

    private static long ofKind(Followed followed, ChannelKind kind) {
        return followed.subscriptions.keySet().stream()
                .filter(channel -> channel.kind().equals(kind.name()))
                .count();
    }

    private Entry enterChannel(ConnectedClient client, Wish wish, Optional<Subscription> before) {
        Entry[] entry = new Entry[1];
        channels.compute(
                wish.channel(),
                (name, known) -> {
                    var channel =
                            known == null
                                    ? new Channel(name, wish.kind(), delivery, clock, alarms)
                                    : known;
                    entry[0] = enterChannel(client, wish, before, channel);
                    return channel.size() == 0 ? null : channel;
                });
        return entry[0];
    }

    private Entry enterChannel(
            ConnectedClient client, Wish wish, Optional<Subscription> before, Channel channel) {
        int maxMembers = wish.kind().limits().members();
        if (channel.size() - (before.isPresent() ? 1 : 0) >= maxMembers) {
            return new Entry.Refused(new Opened.TooManyMembers(maxMembers));
        }
        if (wish.period().filter(channel::hasTooManyRates).isPresent()) {
            return new Entry.Refused(new Opened.TooManyRates(Channel.MAX_RATES));
        }
        var subscription = new Subscription(client, channel, wish.period(), delivery);
        channel.add(subscription);
        return new Entry.Admitted(subscription, before);
    }

    /// Goes on with what was opened, or leaves what could not be, once the client was told.
    void settle(ConnectedClient client, ChannelName channel, Opened opened) {
        if (opened instanceof Opened.Unread) {
            leave(client, channel);
        }
        begin(client, opened instanceof Opened.Done ? List.of(channel) : List.of());
    }

    /// Sends a client what it missed on channels that were opened, and then what is published.
    void begin(ConnectedClient client, List<ChannelName> opened) {
        var followed = byClient.get(client);
        if (followed != null) {
            for (ChannelName channel : opened) {
                find(followed, channel)
                        .ifPresent(subscription -> {
                            subscription.begin();
                            followed.replays.begin(subscription);
                            tellListener(subscription);
                        });
            }
        }
        if (!clients.isHere(client)) {
            // It left meanwhile, perhaps before it could be seen that it follows something.
            disconnected(client);
        }
    }

    private static Optional<Subscription> find(Followed followed, ChannelName channel) {
        synchronized (followed) {
            return Optional.ofNullable(followed.subscriptions.get(channel));
        }
    }

    private Optional<Subscription> find(ConnectedClient client, ChannelName channel) {
        var followed = byClient.get(client);
        return followed == null ? Optional.empty() : find(followed, channel);
    }

    /// Whether a client follows a channel.
    public boolean contains(ConnectedClient client, ChannelName channel) {
        return find(client, channel).isPresent();
    }

    @Override
    public List<ChannelName> channelsOf(ConnectedClient client) {
        var followed = byClient.get(client);
        if (followed == null) {
            return List.of();
        }
        synchronized (followed) {
            return List.copyOf(followed.subscriptions.keySet());
        }
    }

    /// A client follows a channel no longer: nothing of it is sent any more.
    Leaving leave(ConnectedClient client, ChannelName channel) {
        var followed = byClient.get(client);
        if (followed == null) {
            return Leaving.WAS_NOT_HERE;
        }
        Subscription subscription;
        synchronized (followed) {
            subscription = followed.subscriptions.remove(channel);
        }
        if (subscription == null) {
            return Leaving.WAS_NOT_HERE;
        }
        end(subscription);
        return Leaving.LEFT;
    }

    /// Whether there was something to leave.
    enum Leaving {
        LEFT,
        WAS_NOT_HERE
    }

    private void end(Subscription subscription) {
        subscription.end();
        channels.computeIfPresent(
                subscription.channel().name(),
                (name, channel) -> {
                    channel.remove(subscription);
                    return channel.size() == 0 ? null : channel;
                });
        tellListener(subscription);
    }

    private void tellListener(Subscription subscription) {
        var client = subscription.client();
        var channel = subscription.channel();
        listener.changed(
                client, channel.name(), channel.kind(), () -> contains(client, channel.name()));
    }

    @Override
    public void disconnected(ConnectedClient client) {
        var followed = byClient.remove(client);
        if (followed != null) {
            List<Subscription> all;
            synchronized (followed) {
                followed.isOver = true;
                all = List.copyOf(followed.subscriptions.values());
                followed.subscriptions.clear();
            }
            all.forEach(this::end);
        }
    }

    @Override
    public void written(ConnectedClient client, Outgoing outgoing) {
        if (outgoing.message() instanceof LastOfPage) {
            var followed = byClient.get(client);
            if (followed != null) {
                followed.replays.written();
            }
        }
    }

    /// A message is in its log: whoever follows the channel is sent it.
    void published(ChannelMessage message, Position position) {
        var channel = channels.get(message.channel());
        if (channel != null) {
            channel.published(message, position);
        }
    }

    /// Runs `work` once the client was told where it begins on a channel, after all that it asked
    /// for before; at once if it does not follow it.
    void whenOpen(ConnectedClient client, ChannelName channel, Runnable work) {
        find(client, channel).ifPresentOrElse(one -> one.whenOpen(work), work);
    }

    /// Runs `work` once the client was sent all of a channel up to that offset; at once if it does
    /// not follow it.
    void whenSent(ConnectedClient client, ChannelName channel, long offset, Runnable work) {
        find(client, channel).ifPresentOrElse(one -> one.whenSent(offset, work), work);
    }

    /// Who follows a channel now.
    public List<ConnectedClient> clientsOf(ChannelName channel) {
        var followed = channels.get(channel);
        return followed == null ? List.of() : followed.clients();
    }

    /// Whom those act for.
    public Set<UserId> usersOf(ChannelName channel) {
        return clientsOf(channel).stream().map(ConnectedClient::user).collect(toUnmodifiableSet());
    }
}
