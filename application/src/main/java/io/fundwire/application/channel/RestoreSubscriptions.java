package io.fundwire.application.channel;

import io.fundwire.application.resume.Restoration;
import io.fundwire.application.resume.SubscriptionRestorer;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelRefused;
import io.fundwire.domain.channel.SubscribeAnswer;
import io.fundwire.domain.channel.Subscribed;
import io.fundwire.domain.channel.Throttle;
import io.fundwire.domain.resume.ResumedChannel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Subscribes clients that come back to what they followed, as far as they still may.
public final class RestoreSubscriptions implements SubscriptionRestorer {

    private final Subscriptions subscriptions;
    private final ChannelRules rules;

    /// Adds to `subscriptions` what `rules` allow.
    public RestoreSubscriptions(Subscriptions subscriptions, ChannelRules rules) {
        this.subscriptions = subscriptions;
        this.rules = rules;
    }

    @Override
    public void restore(
            ConnectedClient client,
            Map<ChannelName, Wish> channels,
            Consumer<Restoration> whenReady) {
        new Restoring(client, channels, whenReady).start();
    }

    /// Opens one channel after the other.
    private final class Restoring implements Restoration {

        private final ConnectedClient client;
        private final List<Map.Entry<ChannelName, Wish>> wishes;
        private final Consumer<Restoration> whenReady;
        private final Map<ChannelName, ResumedChannel> outcomes = new LinkedHashMap<>();
        private final List<ChannelName> opened = new ArrayList<>();

        Restoring(
                ConnectedClient client,
                Map<ChannelName, Wish> channels,
                Consumer<Restoration> whenReady) {
            this.client = client;
            this.wishes = List.copyOf(channels.entrySet());
            this.whenReady = whenReady;
        }

        void start() {
            open(0);
        }

        private void open(int next) {
            if (next == wishes.size()) {
                whenReady.accept(this);
                return;
            }
            var channel = wishes.get(next).getKey();
            var wish = wishes.get(next).getValue();
            switch (rules.toSubscribe(client, channel)) {
                case ChannelRules.Access.Refused(var code, var sentence) -> {
                    outcomes.put(channel, ResumedChannel.refused(code, sentence));
                    open(next + 1);
                }
                case ChannelRules.Access.Granted(var kind) ->
                        subscriptions.open(
                                client,
                                new Subscriptions.Wish(
                                        channel,
                                        kind,
                                        Optional.of(wish.position()),
                                        0,
                                        Throttle.periodOf(wish.maxRate())),
                                came -> {
                                    note(channel, SubscribeChannel.answerTo(came, channel));
                                    open(next + 1);
                                });
            }
        }

        private void note(ChannelName channel, SubscribeAnswer answer) {
            switch (answer) {
                case Subscribed(var _, var position, var recovered, var missed) -> {
                    opened.add(channel);
                    outcomes.put(channel, ResumedChannel.from(position, recovered, missed));
                }
                case ChannelRefused(var code, var sentence) ->
                        outcomes.put(channel, ResumedChannel.refused(code, sentence));
            }
        }

        @Override
        public Map<ChannelName, ResumedChannel> channels() {
            return outcomes;
        }

        @Override
        public void begin() {
            subscriptions.begin(client, opened);
        }

        @Override
        public void abandon() {
            subscriptions.disconnected(client);
        }
    }
}
