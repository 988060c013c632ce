package io.fundwire.adapters.websocket;

import io.fundwire.adapters.json.Problem;
import io.fundwire.application.session.AdmitClient;
import io.fundwire.domain.client.UserId;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;

/// Decides about each request to upgrade: a connection, or an HTTP answer that says why not
/// (protocol sections 1 and 3).
final class Upgrade extends WebSocketNegotiator.AbstractNegotiator {

    private final AdmitClient admitClient;
    private final Function<Optional<UserId>, FrameHandler> connections;
    private final JsonMapper mapper;

    /// @param connections makes what handles a user's connection
    Upgrade(
            AdmitClient admitClient,
            Function<Optional<UserId>, FrameHandler> connections,
            JsonMapper mapper) {
        this.admitClient = admitClient;
        this.connections = connections;
        this.mapper = mapper;
    }

    /// A refusal completes `callback` before it returns null: else the client waits for ever.
    @Override
    public @Nullable FrameHandler negotiate(
            ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        String name = Request.extractQueryParameters(request).getValue("user");
        return switch (admitClient.handle(new AdmitClient.Input(name))) {
            case AdmitClient.Outcome.Admitted(var user) -> connections.apply(user);
            case AdmitClient.Outcome.BadUserName() -> {
                var detail =
                        "user must be 1 to %d characters and not begin with client_."
                                .formatted(UserId.MAX_LENGTH);
                refuse(
                        response,
                        callback,
                        Problem.of(
                                "invalid-user",
                                "Invalid user",
                                HttpStatus.BAD_REQUEST_400,
                                detail));
                yield null;
            }
            case AdmitClient.Outcome.Full(var seconds) -> {
                retryLater(response, callback, seconds, "The server is full: try again later.");
                yield null;
            }
            case AdmitClient.Outcome.Draining(var seconds) -> {
                retryLater(response, callback, seconds, "The server is restarting: try again.");
                yield null;
            }
        };
    }

    private void retryLater(Response response, Callback callback, long seconds, String detail) {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, seconds);
        refuse(
                response,
                callback,
                Problem.of(
                        "unavailable", "Unavailable", HttpStatus.SERVICE_UNAVAILABLE_503, detail));
    }

    /// A plain request to the path of the upgrade.
    void demandUpgrade(Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONNECTION, "Upgrade");
        response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
        response.getHeaders().put("Sec-WebSocket-Version", "13");
        refuse(
                response,
                callback,
                Problem.of(
                        "upgrade-required",
                        "Upgrade required",
                        HttpStatus.UPGRADE_REQUIRED_426,
                        "This is a WebSocket endpoint: connect with a WebSocket client."));
    }

    private void refuse(Response response, Callback callback, Problem problem) {
        response.setStatus(problem.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.write(true, ByteBuffer.wrap(mapper.writeValueAsBytes(problem)), callback);
    }
}
