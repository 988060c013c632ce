package io.fundwire.application.channel;

import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.Delivery;
import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelMessage;
import io.fundwire.domain.channel.ChannelMessageDelivery;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.Position;
import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.message.ServerMessage;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A channel that somebody follows: sends what is published to its subscribers, each message
/// encoded once. Thread-safe; what is published is sent under one lock, so that everybody gets it
/// in the order of offsets.
final class Channel {

    /// How many different rates may be asked for on one channel.
    static final int MAX_RATES = 64;

    private final ChannelName name;
    private final ChannelKind kind;
    private final Delivery delivery;
    private final InstantSource clock;
    private final Alarms alarms;

    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Map<Duration, RateGroup> groups = new HashMap<>(0);

    /// Up to where messages were sent as they were published.
    private Position sent = new Position("", 0);

    private long publications;

    Channel(
            ChannelName name,
            ChannelKind kind,
            Delivery delivery,
            InstantSource clock,
            Alarms alarms) {
        this.name = name;
        this.kind = kind;
        this.delivery = delivery;
        this.clock = clock;
        this.alarms = alarms;
    }

    ChannelName name() {
        return name;
    }

    ChannelKind kind() {
        return kind;
    }

    synchronized int size() {
        return subscriptions.size();
    }

    /// Whether no further rate may be asked for.
    synchronized boolean hasTooManyRates(Duration period) {
        return !groups.containsKey(period) && groups.size() >= MAX_RATES;
    }

    /// All who follow it now.
    synchronized List<ConnectedClient> clients() {
        return subscriptions.stream().map(Subscription::client).toList();
    }

    synchronized void add(Subscription subscription) {
        subscription.index = subscriptions.size();
        subscriptions.add(subscription);
    }

    /// Nothing that is published from now on is sent to it.
    synchronized void remove(Subscription subscription) {
        var last = subscriptions.removeLast();
        if (last != subscription) {
            last.index = subscription.index;
            subscriptions.set(subscription.index, last);
        }
        subscription
                .period()
                .ifPresent(period ->
                        groups.computeIfPresent(period, (p, group) -> group.without(subscription)));
    }

    /// How often something was published since somebody followed it.
    synchronized long publications() {
        return publications;
    }

    /// Sends it what is published from now on, if it knows all that was published until now.
    ///
    /// @param upTo where it has read the log to its end
    /// @param publications what was [answered][#publications] before it began to read
    /// @return whether it knows all
    synchronized boolean attach(Subscription subscription, Position upTo, long publications) {
        if (isOfEpoch(upTo)) {
            if (sent.offset() > upTo.offset()) {
                return false;
            }
        } else if (this.publications != publications) {
            return false;
        } else {
            beginAnew(upTo);
        }
        if (sent.epoch().isEmpty()) {
            sent = upTo;
        }
        subscription.goesLive(upTo.offset());
        subscription.period().ifPresent(period -> groupOf(period).add(subscription));
        return true;
    }

    private boolean isOfEpoch(Position position) {
        return sent.epoch().isEmpty() || sent.epoch().equals(position.epoch());
    }

    /// The log was lost, and another one begun: nobody who followed the old one knows what is in it
    /// up to there.
    private void beginAnew(Position upTo) {
        sent = upTo;
        groups.values().forEach(RateGroup::forget);
        subscriptions.forEach(subscription -> subscription.losesTrack(upTo));
    }

    private RateGroup groupOf(Duration period) {
        return groups.computeIfAbsent(period, p -> new RateGroup(this, p, alarms, clock));
    }

    /// Sends a message to all who are to be sent it now.
    synchronized void published(ChannelMessage message, Position position) {
        publications++;
        if (!isOfEpoch(position)) {
            beginAnew(new Position(position.epoch(), position.offset() - 1));
        }
        sent = position;
        sendToAll(message, position);
        groups.values().forEach(group -> group.published(message, position));
    }

    /// Those in groups are served by these.
    private void sendToAll(ChannelMessage message, Position position) {
        Outgoing outgoing = null;
        for (Subscription subscription : subscriptions) {
            if (subscription.period().isEmpty() && subscription.takes(message.offset())) {
                if (outgoing == null) {
                    outgoing = prepare(message, new ChannelMessageDelivery(message, position));
                }
                delivery.send(subscription.client(), outgoing);
            }
        }
    }

    /// Sends a message to a group.
    void send(Iterable<Subscription> receivers, ChannelMessage message, Position position) {
        var outgoing = prepare(message, new ChannelMessageDelivery(message, position));
        for (Subscription receiver : receivers) {
            if (receiver.takes(message.offset())) {
                delivery.send(receiver.client(), outgoing);
            }
        }
    }

    Outgoing prepare(ChannelMessage message, ServerMessage delivered) {
        var author = message.from();
        return author == null
                ? delivery.prepare(delivered)
                : delivery.prepareAbout(author.clientId(), delivered);
    }
}
