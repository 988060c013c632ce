package io.fundwire.adapters.http;

import io.fundwire.application.channel.ListMessages;
import io.fundwire.application.channel.PublishMessage;
import io.fundwire.application.health.ReportSystemHealth;
import io.fundwire.application.health.ShowHealthHistory;
import io.fundwire.application.notification.ListDeliveries;
import io.fundwire.application.notification.ListNotifications;
import io.fundwire.application.notification.PublishNotification;
import io.fundwire.application.notification.ShowNotification;
import io.fundwire.application.notification.WithdrawNotification;
import io.fundwire.application.presence.ListMembers;
import io.fundwire.application.session.ExpelClient;
import io.fundwire.application.session.FaultLog;
import io.fundwire.application.session.ListClients;
import io.fundwire.application.session.ListDepartures;
import io.fundwire.application.session.ShowClient;
import io.fundwire.application.session.ShowFrames;
import io.fundwire.application.store.StoreReaders;
import io.fundwire.domain.health.HealthStatus;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.PathMappingsHandler;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// Every HTTP route and what answers it (protocol section 9). A new route is one more line in
/// [#handler].
public final class HttpApi {

    private final UseCases useCases;
    private final NotificationRoutes notifications;
    private final ChannelRoutes channels;
    private final ClientRoutes clients;
    private final AnswerWriter writer;
    private final FaultLog faults;
    private final Duration bodyPatience;

    /// @param readers run what may wait for a disk
    /// @param mapper reads bodies and writes answers
    /// @param faults gets what breaks in use cases
    /// @param bodyPatience how long a body may take to come
    public HttpApi(
            UseCases useCases,
            Deadlines deadlines,
            StoreReaders readers,
            JsonMapper mapper,
            FaultLog faults,
            Duration bodyPatience,
            InstantSource clock) {
        this.useCases = useCases;
        this.notifications = new NotificationRoutes(useCases, deadlines, readers, clock);
        this.channels = new ChannelRoutes(useCases, readers);
        this.clients = new ClientRoutes(useCases);
        this.writer = new AnswerWriter(mapper);
        this.faults = faults;
        this.bodyPatience = bodyPatience;
    }

    /// The use cases behind the routes.
    public record UseCases(
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
            ShowFrames showFrames) {}

    /// Whether anybody is told when nobody acknowledged a notification by its deadline: what nobody
    /// will be told cannot be asked for.
    public enum Deadlines {
        /// By a webhook.
        WATCHED,
        /// There is no webhook.
        UNWATCHED
    }

    /// What answers HTTP requests, on unknown paths too: left to Jetty, some methods would be taken
    /// there.
    public Handler handler() {
        var routes = new PathMappingsHandler();
        route(routes, at("/api/notifications").post(notifications::publish));
        route(
                routes,
                at("/api/notifications/{id}")
                        .getLater(notifications::show)
                        .deleteLater(notifications::withdraw));
        route(routes, at("/api/notifications/{id}/deliveries").getLater(notifications::deliveries));
        route(routes, at("/api/users/{id}/notifications").getLater(notifications::inbox));
        route(
                routes,
                at("/api/channels/{channel}/messages")
                        .post(channels::publish)
                        .getLater(channels::messages));
        route(routes, at("/api/channels/{channel}/presence").get(channels::presence));
        route(routes, at("/api/clients").get(clients::list));
        route(routes, at("/api/clients/{id}").get(clients::show).deleteLater(clients::expel));
        route(routes, at("/api/clients/{id}/frames").get(clients::frames));
        route(routes, at("/api/departures").get(clients::departures));
        route(routes, at("/api/health").get(any -> health()));
        route(routes, at("/api/health/history").get(any -> history()));
        route(routes, at("/health/live").get(any -> live()));
        route(routes, at("/health/ready").get(any -> ready()));
        routes.addMapping(PathSpec.from("/*"), new NothingHere(writer));
        return routes;
    }

    private Endpoint at(String path) {
        return new Endpoint(new UriTemplatePathSpec(path), writer, faults, bodyPatience);
    }

    private static void route(PathMappingsHandler routes, Endpoint endpoint) {
        routes.addMapping(endpoint.path(), endpoint);
    }

    private Answer health() {
        return Answer.json(HttpStatus.OK_200, useCases.reportSystemHealth().handle());
    }

    private Answer history() {
        return Answer.json(HttpStatus.OK_200, useCases.showHealthHistory().handle());
    }

    /// The process answers: that is all there is to being alive.
    private static Answer live() {
        return Answer.json(HttpStatus.OK_200, Map.of("status", "live"));
    }

    private Answer ready() {
        if (useCases.reportSystemHealth().handle().status() == HealthStatus.DRAINING) {
            return Answer.problem(
                    "draining",
                    HttpStatus.SERVICE_UNAVAILABLE_503,
                    "The server is going down: send clients elsewhere.");
        }
        return Answer.json(HttpStatus.OK_200, Map.of("status", "ready"));
    }
}
