package io.fundwire.adapters.websocket;

import io.fundwire.adapters.json.Problem;
import io.fundwire.application.session.AdmitClient;
import io.fundwire.application.session.ConnectClient;
import io.fundwire.domain.client.UserId;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Decides about each request to upgrade: a connection, or an HTTP answer that says why not
/// (protocol sections 1 and 3).
final class Upgrade extends WebSocketNegotiator.AbstractNegotiator {

    /// Base64 of 16 bytes.
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{21}[AQgw]==");

    private static final Problem BAD_KEY =
            Problem.of(
                    "invalid-websocket-key",
                    HttpStatus.BAD_REQUEST_400,
                    "Sec-WebSocket-Key must be given once, as 16 bytes in base64.");
    private static final Problem BAD_USER =
            Problem.of(
                    "invalid-user",
                    HttpStatus.BAD_REQUEST_400,
                    "user must be 1 to %d characters and not begin with client_."
                            .formatted(UserId.MAX_LENGTH));
    private static final Problem FULL =
            Problem.of(
                    "full",
                    HttpStatus.SERVICE_UNAVAILABLE_503,
                    "The server is full: try again later.");
    private static final Problem TOO_MANY_FROM_ADDRESS =
            Problem.of(
                    "too-many-from-address",
                    HttpStatus.TOO_MANY_REQUESTS_429,
                    "Too many clients are connected from this address: try again later.");
    private static final Problem DRAINING =
            Problem.of(
                    "draining",
                    HttpStatus.SERVICE_UNAVAILABLE_503,
                    "The server is restarting: try again.");
    private static final Problem UPGRADE_REQUIRED =
            Problem.of(
                    "upgrade-required",
                    HttpStatus.UPGRADE_REQUIRED_426,
                    "This is a WebSocket endpoint: connect with a WebSocket client.");

    private final AdmitClient admitClient;
    private final Connections connections;
    private final JsonMapper mapper;

    /// Makes what handles a user's connection.
    @FunctionalInterface
    interface Connections {
        FrameHandler open(Optional<UserId> user, ConnectClient.Beginning beginning);
    }

    Upgrade(AdmitClient admitClient, Connections connections, JsonMapper mapper) {
        this.admitClient = admitClient;
        this.connections = connections;
        this.mapper = mapper;
    }

    /// A refusal completes `callback` before it returns null: else the client waits for ever.
    @Override
    public @Nullable FrameHandler negotiate(
            ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        if (!hasValidKey(request)) {
            refuse(response, callback, BAD_KEY);
            return null;
        }
        if (!asksForOneVersion(request)) {
            demandUpgrade(response, callback);
            return null;
        }
        var query = Request.extractQueryParameters(request);
        String user = query.getValue("user");
        String address =
                Addresses.withoutPort(request.getConnectionMetaData().getRemoteSocketAddress());
        return switch (admitClient.handle(new AdmitClient.Input(user, address))) {
            case AdmitClient.Outcome.Admitted(var named) ->
                    connections.open(named, beginning(query));
            case AdmitClient.Outcome.BadUserName() -> {
                refuse(response, callback, BAD_USER);
                yield null;
            }
            case AdmitClient.Outcome.Full(var seconds) -> {
                refuseFor(seconds, response, callback, FULL);
                yield null;
            }
            case AdmitClient.Outcome.TooManyFromAddress(var seconds) -> {
                refuseFor(seconds, response, callback, TOO_MANY_FROM_ADDRESS);
                yield null;
            }
            case AdmitClient.Outcome.Draining(var seconds) -> {
                refuseFor(seconds, response, callback, DRAINING);
                yield null;
            }
        };
    }

    private static ConnectClient.Beginning beginning(Fields query) {
        return "1".equals(query.getValue("resume"))
                ? ConnectClient.Beginning.COMES_BACK
                : ConnectClient.Beginning.NEW;
    }

    /// Jetty takes any key; RFC 6455 section 4.2.1 asks for one of 16 bytes.
    private static boolean hasValidKey(Request request) {
        List<String> keys = request.getHeaders().getValuesList(HttpHeader.SEC_WEBSOCKET_KEY);
        return keys.size() == 1 && KEY.matcher(keys.getFirst()).matches();
    }

    /// Of several versions Jetty looks at one only; RFC 6455 section 11.3.5 forbids several.
    private static boolean asksForOneVersion(Request request) {
        return request.getHeaders().getValuesList(HttpHeader.SEC_WEBSOCKET_VERSION).size() == 1;
    }

    private void refuseFor(long seconds, Response response, Callback callback, Problem problem) {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, seconds);
        refuse(response, callback, problem);
    }

    /// For a plain request to the path of the upgrade, or one for another version of WebSocket.
    void demandUpgrade(Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONNECTION, "Upgrade");
        response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
        response.getHeaders().put("Sec-WebSocket-Version", "13");
        refuse(response, callback, UPGRADE_REQUIRED);
    }

    private void refuse(Response response, Callback callback, Problem problem) {
        response.setStatus(problem.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.write(true, ByteBuffer.wrap(mapper.writeValueAsBytes(problem)), callback);
    }
}
