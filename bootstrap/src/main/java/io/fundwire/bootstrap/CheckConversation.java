package io.fundwire.bootstrap;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One client's talk with a server, over the JDK's own WebSocket: no class of the server's is used.
final class CheckConversation implements AutoCloseable {

    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final HttpClient http;
    private final WebSocket socket;
    private final CheckInbox inbox;
    private final CommandDiagnosis diagnosis;
    private final Duration timeout;

    private CheckConversation(
            HttpClient http,
            WebSocket socket,
            CheckInbox inbox,
            CommandDiagnosis diagnosis,
            Duration timeout) {
        this.http = http;
        this.socket = socket;
        this.inbox = inbox;
        this.diagnosis = diagnosis;
        this.timeout = timeout;
    }

    /// A message that was waited for.
    ///
    /// @param data of the envelope
    /// @param after how long it was waited for
    record Answer(JsonNode data, Duration after) {}

    /// Connects.
    ///
    /// @param timeout for each answer, that to the upgrade included
    static CheckConversation open(CommandTarget target, Duration timeout)
            throws CommandFailure, InterruptedException {
        var diagnosis = new CommandDiagnosis(target, timeout);
        var inbox = new CheckInbox();
        var http = HttpClient.newHttpClient();
        try {
            WebSocket socket =
                    http.newWebSocketBuilder()
                            .connectTimeout(timeout)
                            .buildAsync(target.url(), inbox)
                            .get();
            return new CheckConversation(http, socket, inbox, diagnosis, timeout);
        } catch (IllegalArgumentException | ExecutionException failed) {
            http.shutdownNow();
            throw diagnosis.notConnected(Objects.requireNonNullElse(failed.getCause(), failed));
        }
    }

    /// Sends a message without data and waits for what answers it.
    Answer ask(String type, String answer) throws CommandFailure, InterruptedException {
        long sentAt = System.nanoTime();
        // When this fails, the inbox learns why.
        var _ = socket.sendText("{\"type\":\"%s\",\"data\":{}}".formatted(type), true);
        return await(answer, sentAt);
    }

    /// Waits for a message that the server sends unasked.
    Answer await(String type) throws CommandFailure, InterruptedException {
        return await(type, System.nanoTime());
    }

    /// Whatever else the server has to say to a client meanwhile is passed over, but for errors.
    private Answer await(String type, long since) throws CommandFailure, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            var event = inbox.next(Duration.ofNanos(deadline - System.nanoTime()));
            switch (event) {
                case CheckInbox.Nothing() -> throw diagnosis.silent(type);
                case CheckInbox.Closed(var code, var reason) ->
                        throw diagnosis.closed(code, reason);
                case CheckInbox.Broken(var cause) -> throw diagnosis.broken(cause);
                case CheckInbox.Text(var text, var arrivedAt) -> {
                    JsonNode message = parse(text);
                    String got = message.path("type").asString("");
                    if (got.equals(type)) {
                        var after = Duration.ofNanos(arrivedAt - since);
                        return new Answer(message.path("data"), after);
                    }
                    if (got.equals("error")) {
                        throw diagnosis.refused(message.path("data"));
                    }
                }
            }
        }
    }

    private JsonNode parse(String text) throws CommandFailure {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException malformed) {
            throw diagnosis.foreign(text);
        }
    }

    /// Says goodbye, if the server still listens.
    @Override
    public void close() {
        try {
            CompletableFuture<?> goodbye = socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
            goodbye.get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException gone) {
            // Then there is nobody to say it to.
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } finally {
            http.shutdownNow();
        }
    }
}
