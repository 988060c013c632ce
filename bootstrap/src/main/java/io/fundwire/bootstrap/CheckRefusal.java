package io.fundwire.bootstrap;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpResponse;
import java.util.Optional;

/// The HTTP answer of a server that did not switch to WebSocket, in a sentence.
///
/// @param retryAfter what its `Retry-After` says
/// @param location what its `Location` says
/// @param detail what its problem details say (RFC 9457)
record CheckRefusal(
        CommandTarget target,
        int status,
        Optional<String> retryAfter,
        Optional<String> location,
        Optional<String> detail) {

    static CheckRefusal of(CommandTarget target, HttpResponse<?> answer) {
        return new CheckRefusal(
                target,
                answer.statusCode(),
                answer.headers().firstValue("Retry-After"),
                answer.headers().firstValue("Location"),
                detail(String.valueOf(answer.body())));
    }

    String sentence() {
        String reason =
                switch (status) {
                    case 200 ->
                            "%s is a web page, not WebSocket: check the path, usually /ws"
                                    .formatted(target.url());
                    case 301, 302, 303, 307, 308 ->
                            "The server has moved: try %s"
                                    .formatted(location.orElse("another URL"));
                    case 400 ->
                            "The server refused the request: %s"
                                    .formatted(detail.orElse("check the URL"));
                    case 401 -> "The server lets nobody in without a token, and check has none";
                    case 403 -> "The server does not let this client in: check whom it allows";
                    case 404 ->
                            "There is nothing at %s: check the path, usually /ws"
                                    .formatted(target.url());
                    case 421 ->
                            "The server is not to be called %s: use localhost, or a name it knows"
                                    .formatted(target.host());
                    case 426 -> "The server saw no upgrade: a proxy on the way may have dropped it";
                    case 429 ->
                            "The server has too many connections from this address: close some, or"
                                    + " try again "
                                    + later();
                    case 503 ->
                            "The server takes nobody in, being full or on its way down: try again "
                                    + later();
                    default -> "The server did not switch to WebSocket: check the URL";
                };
        return "%s (HTTP %d).".formatted(reason, status);
    }

    private String later() {
        return retryAfter.map("in %s s"::formatted).orElse("later");
    }

    /// Without the full stop, as it becomes part of a sentence.
    private static Optional<String> detail(String body) {
        try {
            String detail = JsonMapper.shared().readTree(body).path("detail").asString("");
            return Optional.of(detail.replaceFirst("\\.$", "")).filter(some -> !some.isEmpty());
        } catch (JacksonException page) {
            return Optional.empty();
        }
    }
}
