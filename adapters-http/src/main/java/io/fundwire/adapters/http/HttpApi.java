package io.fundwire.adapters.http;

import io.fundwire.adapters.json.Fields;
import io.fundwire.application.health.ReportSystemHealth;
import io.fundwire.application.notification.PublishNotification;
import io.fundwire.application.session.FaultLog;
import io.fundwire.domain.health.HealthStatus;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationId;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.PathMappingsHandler;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Map;

/// Every HTTP route and what answers it (protocol section 9). A new route is one more line in
/// [#handler].
public final class HttpApi {

    private final PublishNotification publishNotification;
    private final ReportSystemHealth reportSystemHealth;
    private final AnswerWriter writer;
    private final FaultLog faults;

    /// @param mapper reads bodies and writes answers
    /// @param faults gets what breaks in use cases
    public HttpApi(
            PublishNotification publishNotification,
            ReportSystemHealth reportSystemHealth,
            JsonMapper mapper,
            FaultLog faults) {
        this.publishNotification = publishNotification;
        this.reportSystemHealth = reportSystemHealth;
        this.writer = new AnswerWriter(mapper);
        this.faults = faults;
    }

    /// What answers HTTP requests; leaves unknown paths to the server.
    public Handler handler() {
        var routes = new PathMappingsHandler();
        routes.addMapping(PathSpec.from("/api/notifications"), endpoint().post(this::publish));
        routes.addMapping(PathSpec.from("/api/health"), endpoint().get(this::health));
        routes.addMapping(PathSpec.from("/health/live"), endpoint().get(HttpApi::live));
        routes.addMapping(PathSpec.from("/health/ready"), endpoint().get(this::ready));
        return routes;
    }

    private Endpoint endpoint() {
        return new Endpoint(writer, faults);
    }

    private Answer publish(Fields body) {
        return switch (publishNotification.handle(PublishBody.read(body))) {
            case PublishNotification.Outcome.Published(var id, var createdAt) ->
                    Answer.json(HttpStatus.ACCEPTED_202, new Accepted(id, createdAt));
            case PublishNotification.Outcome.TooLarge(var bytes) ->
                    Answer.problem(
                            "notification-too-large",
                            HttpStatus.PAYLOAD_TOO_LARGE_413,
                            "The notification would have %d bytes on the wire; %d are allowed."
                                    .formatted(bytes, Notification.MAX_ENCODED_BYTES));
        };
    }

    private Answer health() {
        return Answer.json(HttpStatus.OK_200, reportSystemHealth.handle());
    }

    /// The process answers: that is all there is to being alive.
    private static Answer live() {
        return Answer.json(HttpStatus.OK_200, Map.of("status", "live"));
    }

    private Answer ready() {
        if (reportSystemHealth.handle().status() == HealthStatus.DRAINING) {
            return Answer.problem(
                    "draining",
                    HttpStatus.SERVICE_UNAVAILABLE_503,
                    "The server is going down: send clients elsewhere.");
        }
        return Answer.json(HttpStatus.OK_200, Map.of("status", "ready"));
    }

    /// The answer to a publisher.
    private record Accepted(NotificationId notificationId, Instant createdAt) {}
}
