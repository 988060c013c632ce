package io.fundwire.application.channel;

import io.fundwire.application.resume.Restoration;
import io.fundwire.application.resume.SubscriptionRestorer;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.FaultLog;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelRefused;
import io.fundwire.domain.channel.SubscribeAnswer;
import io.fundwire.domain.channel.Subscribed;
import io.fundwire.domain.channel.Throttle;
import io.fundwire.domain.message.ErrorCode;
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
    private final FaultLog faults;

    /// Adds to `subscriptions` what `rules` allow.
    public RestoreSubscriptions(Subscriptions subscriptions, ChannelRules rules, FaultLog faults) {
        this.subscriptions = subscriptions;
        this.rules = rules;
        this.faults = faults;
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
            switch (access(channel)) {
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
                                    if (came instanceof Subscriptions.Opened.Unread) {
                                        subscriptions.leave(client, channel);
                                    }
                                    open(next + 1);
                                });
            }
        }

        /// A fault costs the channel that it struck, and not the client's return.
        private ChannelRules.Access access(ChannelName channel) {
            try {
                return rules.toSubscribe(client, channel);
            } catch (RuntimeException fault) {
                faults.report("restore", fault);
                return new ChannelRules.Access.Refused(
                        ErrorCode.INTERNAL,
                        "The server failed to subscribe you to channel \"%s\": subscribe again."
                                .formatted(channel));
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
