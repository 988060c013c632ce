package io.fundwire.bootstrap;

import io.fundwire.adapters.json.Printable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import javax.net.ssl.SSLException;

/// Asks a running server over HTTP, with the JDK's own client: what a publisher's program does.
final class ApiClient implements AutoCloseable {

    private static final int FIRST_REFUSAL = 300;

    private final CommandTarget target;
    private final Duration timeout;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// @param timeout for each answer
    ApiClient(CommandTarget target, Duration timeout) {
        this.target = target;
        this.timeout = timeout;
    }

    /// Any text as it may stand in a path or a query.
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// What the server says at that path.
    JsonNode get(String path) throws CommandFailure, InterruptedException {
        return answer(HttpRequest.newBuilder(target.below(path)));
    }

    /// What the server says to what it is to publish.
    JsonNode publish(String path, JsonNode body) throws CommandFailure, InterruptedException {
        var request =
                HttpRequest.newBuilder(target.below(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString()));
        try {
            return json(send(request));
        } catch (IOException failed) {
            throw mayHaveArrived(failed) ? uncertain() : notAnswered(failed);
        }
    }

    private static boolean mayHaveArrived(IOException failed) {
        return !(failed instanceof ConnectException
                || failed instanceof HttpConnectTimeoutException
                || failed instanceof SSLException);
    }

    private CommandFailure uncertain() {
        return new CommandFailure(
                "%s gave no answer, so it may be published or not: a second try is safe if both have the same --idempotency-key."
                        .formatted(target.name()));
    }

    /// The server's answer is not what it would be from a Fundwire.
    CommandFailure foreign() {
        return new CommandFailure(
                "%s is no Fundwire: its answer makes no sense.".formatted(target.name()));
    }

    private JsonNode answer(HttpRequest.Builder request)
            throws CommandFailure, InterruptedException {
        try {
            return json(send(request));
        } catch (IOException failed) {
            throw notAnswered(failed);
        }
    }

    private CommandFailure notAnswered(IOException failed) {
        return new CommandDiagnosis(target, timeout).notConnected(failed);
    }

    /// @return the body
    private String send(HttpRequest.Builder request)
            throws IOException, CommandFailure, InterruptedException {
        var response = http.send(request.timeout(timeout).build(), BodyHandlers.ofString());
        if (response.statusCode() >= FIRST_REFUSAL) {
            throw refused(response);
        }
        return response.body();
    }

    private JsonNode json(String body) throws CommandFailure {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException page) {
            throw foreign();
        }
    }

    /// The server's own words, if it has any; without the full stop, as they become part of a
    /// sentence.
    private static CommandFailure refused(HttpResponse<String> response) {
        String detail = "";
        try {
            detail = JsonMapper.shared().readTree(response.body()).path("detail").asString("");
        } catch (JacksonException page) {
            // Then there is no more than the status.
        }
        String reason = detail.isEmpty() ? "The server refused it: check the URL" : detail;
        return new CommandFailure(
                "%s (HTTP %d)."
                        .formatted(
                                Printable.text(reason.replaceFirst("\\.$", "")),
                                response.statusCode()));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
