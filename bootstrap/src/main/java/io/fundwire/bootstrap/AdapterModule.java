package io.fundwire.bootstrap;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import com.google.inject.AbstractModule;
import com.google.inject.Injector;
import com.google.inject.Provides;
import com.google.inject.Singleton;

import io.fundwire.adapters.http.HttpApi;
import io.fundwire.adapters.http.webhook.HttpWebhookEndpoint;
import io.fundwire.adapters.json.JsonDialect;
import io.fundwire.adapters.json.JsonFormat;
import io.fundwire.adapters.json.MessageDispatcher;
import io.fundwire.adapters.json.RoutingTable;
import io.fundwire.adapters.json.TransportCore;
import io.fundwire.adapters.sqlite.SqliteStore;
import io.fundwire.adapters.websocket.WebSocketTransport;
import io.fundwire.application.channel.ListMessages;
import io.fundwire.application.channel.PublishMessage;
import io.fundwire.application.channel.TrimChannels;
import io.fundwire.application.conversation.ExpireTyping;
import io.fundwire.application.health.HealthCheck;
import io.fundwire.application.health.MemoryGauge;
import io.fundwire.application.health.RecordHealth;
import io.fundwire.application.health.ReportSystemHealth;
import io.fundwire.application.health.ServerIdentity;
import io.fundwire.application.health.ShowHealthHistory;
import io.fundwire.application.message.MessageFormat;
import io.fundwire.application.notification.ListDeliveries;
import io.fundwire.application.notification.ListNotifications;
import io.fundwire.application.notification.NotificationLedger;
import io.fundwire.application.notification.NotificationStore;
import io.fundwire.application.notification.NotificationUpkeep;
import io.fundwire.application.notification.PublishNotification;
import io.fundwire.application.notification.SendWebhooks;
import io.fundwire.application.notification.ShowNotification;
import io.fundwire.application.notification.TendNotifications;
import io.fundwire.application.notification.WebhookEndpoint;
import io.fundwire.application.notification.WebhookQueue;
import io.fundwire.application.notification.WithdrawNotification;
import io.fundwire.application.presence.ListMembers;
import io.fundwire.application.resume.RenewResumeTokens;
import io.fundwire.application.session.AdmitClient;
import io.fundwire.application.session.ConnectClient;
import io.fundwire.application.session.Delivery;
import io.fundwire.application.session.DisconnectClient;
import io.fundwire.application.session.DrainOutbox;
import io.fundwire.application.session.DrainServer;
import io.fundwire.application.session.EvictSilentClients;
import io.fundwire.application.session.ExpelClient;
import io.fundwire.application.session.FaultLog;
import io.fundwire.application.session.ListClients;
import io.fundwire.application.session.ListDepartures;
import io.fundwire.application.session.ResumeLedger;
import io.fundwire.application.session.ShowClient;
import io.fundwire.application.session.ShowFrames;
import io.fundwire.application.store.StoreReaders;
import io.fundwire.bootstrap.settings.ServerSettings;
import io.fundwire.bootstrap.settings.WebhookSettings;
import io.fundwire.domain.health.Memory;
import io.fundwire.domain.health.Traffic;
import io.fundwire.domain.session.SessionLimits;

import tools.jackson.databind.json.JsonMapper;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;

/// What the core is plugged into. Another transport or store is bound here.
final class AdapterModule extends AbstractModule {

    private static final int READERS = 2;

    @Provides
    @Singleton
    SteadyClock steadyClock() {
        return new SteadyClock(InstantSource.system());
    }

    @Provides
    InstantSource clock(SteadyClock clock) {
        return clock;
    }

    @Provides
    @Singleton
    FaultMonitor faultMonitor(InstantSource clock) {
        return new FaultMonitor(clock);
    }

    @Provides
    FaultLog faultLog(FaultMonitor monitor) {
        return monitor;
    }

    @Provides
    @Singleton
    MemoryGauge memoryGauge() {
        Runtime jvm = Runtime.getRuntime();
        return () -> new Memory(jvm.totalMemory() - jvm.freeMemory(), jvm.maxMemory());
    }

    @Provides
    @Singleton
    ServerIdentity serverIdentity(InstantSource clock) {
        return new ServerIdentity(Version.text(), hostName(), clock.instant());
    }

    @Provides
    @Singleton
    SqliteStore sqliteStore(ServerSettings settings, FaultLog faults) {
        var announced = settings.webhooks().map(WebhookSettings::events).orElse(Set.of());
        return SqliteStore.open(settings.dataDirectory(), faults, announced);
    }

    @Provides
    NotificationStore notificationStore(SqliteStore store) {
        return store.notifications();
    }

    @Provides
    NotificationLedger notificationLedger(SqliteStore store) {
        return store.notifications();
    }

    @Provides
    NotificationUpkeep notificationUpkeep(SqliteStore store) {
        return store.notifications();
    }

    @Provides
    List<HealthCheck> healthChecks(FaultMonitor faults, SqliteStore store) {
        return List.of(faults, store);
    }

    @Provides
    WebhookQueue webhookQueue(SqliteStore store) {
        return store.webhooks();
    }

    @Provides
    ResumeLedger resumeLedger(SqliteStore store) {
        return store.resumeLedger();
    }

    /// Nobody is told anything where no URL is set.
    @Provides
    @Singleton
    Optional<HttpWebhookEndpoint> httpWebhookEndpoint(
            ServerSettings settings, JsonMapper mapper, InstantSource clock) {
        return settings.webhooks()
                .map(to -> new HttpWebhookEndpoint(to.url(), to.secret(), mapper, clock));
    }

    @Provides
    Optional<WebhookEndpoint> webhookEndpoint(Optional<HttpWebhookEndpoint> endpoint) {
        return endpoint.map(WebhookEndpoint.class::cast);
    }

    @Provides
    @Singleton
    StoreReaders storeReaders() {
        return Executors.newFixedThreadPool(
                        READERS, Thread.ofPlatform().name("fundwire-reader-", 0).daemon().factory())
                ::execute;
    }

    @Provides
    @Singleton
    JsonMapper jsonMapper() {
        return JsonDialect.mapper();
    }

    @Provides
    @Singleton
    MessageFormat messageFormat(JsonMapper mapper) {
        return new JsonFormat(mapper);
    }

    @Provides
    @Singleton
    RoutingTable routingTable(Injector injector) {
        return new RoutingTable(injector::getInstance);
    }

    @Provides
    @Singleton
    MessageDispatcher messageDispatcher(
            JsonMapper mapper,
            RoutingTable routes,
            Delivery delivery,
            Traffic traffic,
            FaultLog faults,
            InstantSource clock) {
        return new MessageDispatcher(mapper, routes, delivery, traffic, faults, clock);
    }

    @Provides
    @Singleton
    TransportCore transportCore(
            AdmitClient admitClient,
            ConnectClient connectClient,
            MessageDispatcher dispatcher,
            DrainOutbox drainOutbox,
            Delivery delivery,
            DisconnectClient disconnectClient,
            SessionLimits limits,
            FaultLog faults,
            InstantSource clock) {
        return new TransportCore(
                admitClient,
                connectClient,
                dispatcher,
                drainOutbox,
                delivery,
                disconnectClient,
                limits,
                faults,
                clock);
    }

    @Provides
    @Singleton
    WebSocketTransport webSocketTransport(
            TransportCore core, JsonMapper mapper, ServerSettings settings) {
        return new WebSocketTransport(core, settings.webSocketTimeouts(), mapper);
    }

    @Provides
    @Singleton
    HttpApi httpApi(
            HttpApi.UseCases useCases,
            StoreReaders readers,
            JsonMapper mapper,
            FaultLog faults,
            ServerSettings settings,
            InstantSource clock) {
        return new HttpApi(
                useCases,
                settings.webhooks().isPresent()
                        ? HttpApi.Deadlines.WATCHED
                        : HttpApi.Deadlines.UNWATCHED,
                readers,
                mapper,
                faults,
                settings.requestTimeout(),
                clock);
    }

    @Provides
    @Singleton
    HttpApi.UseCases httpUseCases(
            PublishNotification publishNotification,
            ShowNotification showNotification,
            ListDeliveries listDeliveries,
            WithdrawNotification withdrawNotification,
            ListNotifications listNotifications,
            PublishMessage publishMessage,
            ListMessages listMessages,
            ListMembers listMembers,
            ReportSystemHealth reportSystemHealth,
            ShowHealthHistory showHealthHistory,
            ListClients listClients,
            ShowClient showClient,
            ExpelClient expelClient,
            ListDepartures listDepartures,
            ShowFrames showFrames) {
        return new HttpApi.UseCases(
                publishNotification,
                showNotification,
                listDeliveries,
                withdrawNotification,
                listNotifications,
                publishMessage,
                listMessages,
                listMembers,
                reportSystemHealth,
                showHealthHistory,
                listClients,
                showClient,
                expelClient,
                listDepartures,
                showFrames);
    }

    @Provides
    @Singleton
    RefusalLog refusalLog() {
        return new RefusalLog();
    }

    @Provides
    @Singleton
    JettyServer jettyServer(
            ServerSettings settings,
            WebSocketTransport transport,
            HttpApi api,
            JsonMapper mapper,
            RefusalLog refusals) {
        return new JettyServer(settings, transport, api, mapper, refusals);
    }

    @Provides
    @Singleton
    Housekeeping housekeeping(
            EvictSilentClients evictSilentClients,
            RenewResumeTokens renewResumeTokens,
            ExpireTyping expireTyping,
            TrimChannels trimChannels,
            TendNotifications tendNotifications,
            Optional<SendWebhooks> sendWebhooks,
            SteadyClock clock,
            RefusalLog refusals,
            FaultLog faults) {
        var chores = new ArrayList<Chore>();
        chores.add(new Chore("expire-typing", ofMillis(250), expireTyping::handle));
        chores.add(new Chore("evict-silent-clients", ofSeconds(1), evictSilentClients::handle));
        chores.add(new Chore("renew-resume-tokens", ofSeconds(2), renewResumeTokens::handle));
        chores.add(new Chore("tend-notifications", ofSeconds(1), tendNotifications::handle));
        chores.add(new Chore("trim-channels", ofSeconds(30), trimChannels::handle));
        sendWebhooks.ifPresent(
                sender -> chores.add(new Chore("send-webhooks", ofSeconds(1), sender::handle)));
        chores.add(new Chore("clock", ofSeconds(1), clock::follow));
        chores.add(new Chore("refusals", ofMinutes(1), refusals::report));
        return new Housekeeping(chores, faults);
    }

    @Provides
    @Singleton
    FundwireServer fundwireServer(
            ServerSettings settings,
            JettyServer jetty,
            Housekeeping housekeeping,
            RecordHealth recordHealth,
            DrainServer drainServer,
            Optional<HttpWebhookEndpoint> webhooks,
            SqliteStore store) {
        return new FundwireServer(
                settings, jetty, housekeeping, recordHealth, drainServer, webhooks, store);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "localhost";
        }
    }
}
