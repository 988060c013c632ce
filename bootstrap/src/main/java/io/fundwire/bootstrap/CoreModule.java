package io.fundwire.bootstrap;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;

import io.fundwire.application.channel.Alarms;
import io.fundwire.application.channel.ChannelRules;
import io.fundwire.application.channel.Subscriptions;
import io.fundwire.application.conversation.Conversations;
import io.fundwire.application.conversation.ExpireTyping;
import io.fundwire.application.conversation.StartTyping;
import io.fundwire.application.conversation.StopTyping;
import io.fundwire.application.health.HealthCheck;
import io.fundwire.application.health.MemoryGauge;
import io.fundwire.application.health.RecordHealth;
import io.fundwire.application.health.ReportSystemHealth;
import io.fundwire.application.health.ServerIdentity;
import io.fundwire.application.health.ShowHealthHistory;
import io.fundwire.application.message.MessageFormat;
import io.fundwire.application.notification.AcknowledgeNotification;
import io.fundwire.application.notification.Inboxes;
import io.fundwire.application.notification.ListDeliveries;
import io.fundwire.application.notification.ListNotifications;
import io.fundwire.application.notification.NotificationLedger;
import io.fundwire.application.notification.NotificationStore;
import io.fundwire.application.notification.NotificationUpkeep;
import io.fundwire.application.notification.PublishNotification;
import io.fundwire.application.notification.RequestNotifications;
import io.fundwire.application.notification.SendWebhooks;
import io.fundwire.application.notification.ShowNotification;
import io.fundwire.application.notification.TendNotifications;
import io.fundwire.application.notification.WebhookEndpoint;
import io.fundwire.application.notification.WebhookQueue;
import io.fundwire.application.notification.WithdrawNotification;
import io.fundwire.application.resume.RenewResumeTokens;
import io.fundwire.application.resume.ResumeClient;
import io.fundwire.application.resume.SubscriptionRestorer;
import io.fundwire.application.session.AdmitClient;
import io.fundwire.application.session.ConnectClient;
import io.fundwire.application.session.ConnectedClients;
import io.fundwire.application.session.Delivery;
import io.fundwire.application.session.DisconnectClient;
import io.fundwire.application.session.DrainOutbox;
import io.fundwire.application.session.DrainServer;
import io.fundwire.application.session.EvictSilentClients;
import io.fundwire.application.session.ExpelClient;
import io.fundwire.application.session.FaultLog;
import io.fundwire.application.session.FollowedChannels;
import io.fundwire.application.session.ListClients;
import io.fundwire.application.session.ListDepartures;
import io.fundwire.application.session.Reception;
import io.fundwire.application.session.RecordHeartbeat;
import io.fundwire.application.session.ResumeLedger;
import io.fundwire.application.session.ResumeTokens;
import io.fundwire.application.session.ServerPhase;
import io.fundwire.application.session.SessionListeners;
import io.fundwire.application.session.ShowClient;
import io.fundwire.application.session.ShowFrames;
import io.fundwire.application.store.StoreReaders;
import io.fundwire.bootstrap.settings.ServerSettings;
import io.fundwire.domain.channel.ChannelKinds;
import io.fundwire.domain.health.HealthHistory;
import io.fundwire.domain.health.LatencyWindow;
import io.fundwire.domain.health.Traffic;
import io.fundwire.domain.notification.RetrySchedule;
import io.fundwire.domain.session.Departures;
import io.fundwire.domain.session.FlightRecording;
import io.fundwire.domain.session.SessionLimits;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The core: every use case, and what they share. A new use case is one more method here.
final class CoreModule extends AbstractModule {

    private final ServerSettings settings;

    CoreModule(ServerSettings settings) {
        this.settings = settings;
    }

    @Override
    protected void configure() {
        binder().disableCircularProxies();
        binder().requireExplicitBindings();
        binder().requireExactBindingAnnotations();
        binder().requireAtInjectOnConstructors();
        install(new ChannelModule(settings));
        install(new PresenceModule());
        bind(ServerSettings.class).toInstance(settings);
        bind(SessionLimits.class).toInstance(settings.limits());
        bind(RandomGenerator.class).toInstance(new SecureRandom());
        bind(Traffic.class).toInstance(new Traffic());
        bind(LatencyWindow.class).toInstance(new LatencyWindow());
        bind(HealthHistory.class).toInstance(new HealthHistory());
        bind(ServerPhase.class).toInstance(new ServerPhase());
        bind(Departures.class).toInstance(new Departures());
        bind(FlightRecording.class).toInstance(recording(settings));
    }

    private static FlightRecording recording(ServerSettings settings) {
        if (!settings.recordFrames()) {
            return FlightRecording.off();
        }
        return settings.recordContents() ? FlightRecording.withContents() : FlightRecording.on();
    }

    // Use cases.

    @Provides
    @Singleton
    AdmitClient admitClient(ConnectedClients clients, ServerPhase phase) {
        return new AdmitClient(clients, phase);
    }

    @Provides
    @Singleton
    ConnectClient connectClient(
            ConnectedClients clients,
            Reception reception,
            Delivery delivery,
            SessionLimits limits,
            FlightRecording recording,
            InstantSource clock,
            RandomGenerator random) {
        return new ConnectClient(clients, reception, delivery, limits, recording, clock, random);
    }

    @Provides
    @Singleton
    ListClients listClients(ConnectedClients clients, FollowedChannels followed) {
        return new ListClients(clients, followed);
    }

    @Provides
    @Singleton
    ShowClient showClient(ConnectedClients clients, FollowedChannels followed) {
        return new ShowClient(clients, followed);
    }

    @Provides
    @Singleton
    ShowFrames showFrames(
            ConnectedClients clients,
            Departures departures,
            FlightRecording recording,
            InstantSource clock) {
        return new ShowFrames(clients, departures, recording, clock);
    }

    @Provides
    @Singleton
    ExpelClient expelClient(
            Reception reception, ResumeLedger ledger, FaultLog faults, InstantSource clock) {
        return new ExpelClient(reception, ledger, faults, clock);
    }

    @Provides
    @Singleton
    DisconnectClient disconnectClient(
            Reception reception, Departures departures, InstantSource clock) {
        return new DisconnectClient(reception, departures, clock);
    }

    @Provides
    @Singleton
    ListDepartures listDepartures(Departures departures, InstantSource clock) {
        return new ListDepartures(departures, clock);
    }

    @Provides
    @Singleton
    ResumeClient resumeClient(
            Reception reception,
            ResumeTokens tokens,
            SubscriptionRestorer restorer,
            Delivery delivery,
            FaultLog faults) {
        return new ResumeClient(reception, tokens, restorer, delivery, faults);
    }

    @Provides
    @Singleton
    RenewResumeTokens renewResumeTokens(
            ConnectedClients clients,
            Delivery delivery,
            ResumeTokens tokens,
            ResumeLedger ledger,
            InstantSource clock) {
        return new RenewResumeTokens(clients, delivery, tokens, ledger, clock);
    }

    @Provides
    @Singleton
    DrainOutbox drainOutbox(
            SessionListeners listeners,
            Traffic traffic,
            LatencyWindow latency,
            InstantSource clock) {
        return new DrainOutbox(listeners, traffic, latency, clock);
    }

    @Provides
    @Singleton
    EvictSilentClients evictSilentClients(
            ConnectedClients clients, Delivery delivery, InstantSource clock) {
        return new EvictSilentClients(clients, delivery, clock);
    }

    @Provides
    @Singleton
    DrainServer drainServer(
            ConnectedClients clients,
            Delivery delivery,
            ServerPhase phase,
            RandomGenerator random) {
        return new DrainServer(clients, delivery, phase, random);
    }

    @Provides
    @Singleton
    RecordHeartbeat recordHeartbeat(InstantSource clock) {
        return new RecordHeartbeat(clock);
    }

    @Provides
    @Singleton
    StartTyping startTyping(Conversations conversations, ChannelRules rules) {
        return new StartTyping(conversations, rules);
    }

    @Provides
    @Singleton
    StopTyping stopTyping(Conversations conversations) {
        return new StopTyping(conversations);
    }

    @Provides
    @Singleton
    ExpireTyping expireTyping(Conversations conversations) {
        return new ExpireTyping(conversations);
    }

    @Provides
    @Singleton
    PublishNotification publishNotification(
            Inboxes inboxes,
            NotificationStore store,
            Subscriptions subscriptions,
            ChannelKinds kinds,
            Delivery delivery,
            FaultLog faults,
            InstantSource clock,
            RandomGenerator random) {
        return new PublishNotification(
                inboxes, store, subscriptions, kinds, delivery, faults, clock, random);
    }

    @Provides
    @Singleton
    WithdrawNotification withdrawNotification(
            Inboxes inboxes, NotificationStore store, FaultLog faults, InstantSource clock) {
        return new WithdrawNotification(inboxes, store, faults, clock);
    }

    @Provides
    @Singleton
    ShowNotification showNotification(NotificationLedger ledger, InstantSource clock) {
        return new ShowNotification(ledger, clock);
    }

    @Provides
    @Singleton
    ListDeliveries listDeliveries(NotificationLedger ledger, InstantSource clock) {
        return new ListDeliveries(ledger, clock);
    }

    @Provides
    @Singleton
    ListNotifications listNotifications(NotificationStore store, InstantSource clock) {
        return new ListNotifications(store, clock);
    }

    @Provides
    @Singleton
    RequestNotifications requestNotifications(
            ListNotifications listNotifications, StoreReaders readers, FaultLog faults) {
        return new RequestNotifications(listNotifications, readers, faults);
    }

    @Provides
    @Singleton
    TendNotifications tendNotifications(
            Inboxes inboxes, NotificationUpkeep upkeep, FaultLog faults, InstantSource clock) {
        return new TendNotifications(
                inboxes,
                upkeep,
                settings.notificationRetention(),
                settings.resumeWindow(),
                faults,
                clock);
    }

    @Provides
    @Singleton
    AcknowledgeNotification acknowledgeNotification(
            Inboxes inboxes,
            NotificationStore store,
            ConnectedClients clients,
            Delivery delivery,
            FaultLog faults,
            InstantSource clock) {
        return new AcknowledgeNotification(inboxes, store, clients, delivery, faults, clock);
    }

    @Provides
    @Singleton
    Optional<SendWebhooks> sendWebhooks(
            WebhookQueue queue,
            Optional<WebhookEndpoint> endpoint,
            FaultLog faults,
            InstantSource clock,
            RandomGenerator random) {
        return endpoint.map(there ->
                new SendWebhooks(queue, there, RetrySchedule.DEFAULT, faults, clock, random));
    }

    @Provides
    @Singleton
    ReportSystemHealth reportSystemHealth(
            ServerIdentity identity,
            ConnectedClients clients,
            ServerPhase phase,
            ReportSystemHealth.Gauges gauges,
            NotificationStore store,
            List<HealthCheck> checks,
            InstantSource clock) {
        return new ReportSystemHealth(identity, clients, phase, gauges, store, checks, clock);
    }

    @Provides
    @Singleton
    RecordHealth recordHealth(
            ReportSystemHealth reportSystemHealth,
            ConnectedClients clients,
            HealthHistory history,
            Alarms alarms,
            InstantSource clock) {
        return new RecordHealth(reportSystemHealth, clients, history, alarms, clock);
    }

    @Provides
    @Singleton
    ShowHealthHistory showHealthHistory(HealthHistory history, InstantSource clock) {
        return new ShowHealthHistory(history, clock);
    }

    // What use cases share.

    @Provides
    @Singleton
    ConnectedClients connectedClients() {
        return new ConnectedClients(settings.capacity());
    }

    @Provides
    @Singleton
    Reception reception(
            ConnectedClients clients,
            Delivery delivery,
            SessionListeners listeners,
            ResumeTokens tokens,
            SessionLimits limits,
            InstantSource clock) {
        return new Reception(clients, delivery, listeners, tokens, limits, clock);
    }

    @Provides
    @Singleton
    ResumeTokens resumeTokens(ResumeLedger ledger, InstantSource clock) {
        return new ResumeTokens(ledger, settings.resumeWindow(), clock);
    }

    @Provides
    @Singleton
    Delivery delivery(MessageFormat format, InstantSource clock) {
        return new Delivery(format, clock);
    }

    @Provides
    @Singleton
    Conversations conversations(
            ConnectedClients clients,
            Subscriptions subscriptions,
            Delivery delivery,
            InstantSource clock) {
        return new Conversations(clients, subscriptions, delivery, clock);
    }

    @Provides
    @Singleton
    Inboxes inboxes(
            ConnectedClients clients,
            NotificationStore store,
            Delivery delivery,
            FaultLog faults,
            InstantSource clock,
            StoreReaders readers) {
        return new Inboxes(clients, store, delivery, faults, clock, readers);
    }

    @Provides
    @Singleton
    SessionListeners sessionListeners(
            Conversations conversations,
            Inboxes inboxes,
            Subscriptions subscriptions,
            FaultLog faults) {
        return new SessionListeners(List.of(conversations, inboxes, subscriptions), faults);
    }

    @Provides
    @Singleton
    ReportSystemHealth.Gauges gauges(Traffic traffic, LatencyWindow latency, MemoryGauge memory) {
        return new ReportSystemHealth.Gauges(traffic, latency, memory);
    }
}
