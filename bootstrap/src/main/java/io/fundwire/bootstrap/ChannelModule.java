package io.fundwire.bootstrap;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;

import io.fundwire.adapters.sqlite.SqliteStore;
import io.fundwire.application.channel.Alarms;
import io.fundwire.application.channel.ChannelLogs;
import io.fundwire.application.channel.ChannelPolicy;
import io.fundwire.application.channel.ChannelRules;
import io.fundwire.application.channel.ListMessages;
import io.fundwire.application.channel.MembershipListener;
import io.fundwire.application.channel.MemoryChannelLog;
import io.fundwire.application.channel.PublishMessage;
import io.fundwire.application.channel.Publishing;
import io.fundwire.application.channel.RequestHistory;
import io.fundwire.application.channel.RestoreSubscriptions;
import io.fundwire.application.channel.SendMessage;
import io.fundwire.application.channel.SubscribeChannel;
import io.fundwire.application.channel.Subscriptions;
import io.fundwire.application.channel.TrimChannels;
import io.fundwire.application.channel.UnsubscribeChannel;
import io.fundwire.application.conversation.Conversations;
import io.fundwire.application.resume.SubscriptionRestorer;
import io.fundwire.application.session.ConnectedClients;
import io.fundwire.application.session.Delivery;
import io.fundwire.application.session.FaultLog;
import io.fundwire.application.session.FollowedChannels;
import io.fundwire.application.store.StoreReaders;
import io.fundwire.bootstrap.settings.ServerSettings;
import io.fundwire.domain.channel.ChannelKinds;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Channels: their use cases, what these share, and where logs are kept. A policy of one's own is
/// bound here.
final class ChannelModule extends AbstractModule {

    private final ServerSettings settings;

    ChannelModule(ServerSettings settings) {
        this.settings = settings;
    }

    @Override
    protected void configure() {
        bind(ChannelKinds.class).toInstance(settings.channelKinds());
        bind(ChannelPolicy.class).toInstance(ChannelPolicy.byKind());
        bind(FollowedChannels.class).to(Subscriptions.class);
    }

    @Provides
    @Singleton
    ChannelLogs channelLogs(SqliteStore store, StoreReaders readers, RandomGenerator random) {
        var memory = new MemoryChannelLog(settings.channelMemory(), random);
        return new ChannelLogs(store.channels(), memory, readers);
    }

    @Provides
    @Singleton
    Alarms alarms(InstantSource clock, FaultLog faults) {
        return new TimerAlarms(clock, faults);
    }

    @Provides
    @Singleton
    ChannelRules channelRules(ChannelKinds kinds, ChannelPolicy policy) {
        return new ChannelRules(kinds, policy);
    }

    @Provides
    @Singleton
    Subscriptions subscriptions(
            ConnectedClients clients,
            ChannelLogs logs,
            Delivery delivery,
            Alarms alarms,
            MembershipListener listener,
            FaultLog faults,
            InstantSource clock) {
        return new Subscriptions(clients, logs, delivery, alarms, listener, faults, clock);
    }

    @Provides
    @Singleton
    Publishing publishing(
            ChannelLogs logs,
            Subscriptions subscriptions,
            Conversations conversations,
            FaultLog faults,
            InstantSource clock) {
        return new Publishing(logs, subscriptions, conversations, faults, clock);
    }

    @Provides
    @Singleton
    SubscriptionRestorer subscriptionRestorer(
            Subscriptions subscriptions, ChannelRules rules, FaultLog faults) {
        return new RestoreSubscriptions(subscriptions, rules, faults);
    }

    @Provides
    @Singleton
    SubscribeChannel subscribeChannel(Subscriptions subscriptions, ChannelRules rules) {
        return new SubscribeChannel(subscriptions, rules);
    }

    @Provides
    @Singleton
    UnsubscribeChannel unsubscribeChannel(Subscriptions subscriptions) {
        return new UnsubscribeChannel(subscriptions);
    }

    @Provides
    @Singleton
    SendMessage sendMessage(
            Publishing publishing, Subscriptions subscriptions, ChannelRules rules) {
        return new SendMessage(publishing, subscriptions, rules);
    }

    @Provides
    @Singleton
    PublishMessage publishMessage(Publishing publishing, ChannelKinds kinds) {
        return new PublishMessage(publishing, kinds);
    }

    @Provides
    @Singleton
    ListMessages listMessages(ChannelLogs logs, ChannelKinds kinds) {
        return new ListMessages(logs, kinds);
    }

    @Provides
    @Singleton
    RequestHistory requestHistory(
            ListMessages listMessages, ChannelLogs logs, ChannelRules rules, FaultLog faults) {
        return new RequestHistory(listMessages, logs, rules, faults);
    }

    @Provides
    @Singleton
    TrimChannels trimChannels(
            ChannelLogs logs, ChannelKinds kinds, FaultLog faults, InstantSource clock) {
        return new TrimChannels(logs, kinds, settings.resumeWindow(), faults, clock);
    }
}
