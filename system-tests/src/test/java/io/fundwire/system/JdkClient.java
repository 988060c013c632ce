package io.fundwire.system;

import static java.util.concurrent.TimeUnit.SECONDS;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/// A client over the JDK's WebSocket. It reads only what a test asks for; the rest waits in the
/// network.
final class JdkClient implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Inbox inbox;
    private final WebSocket socket;

    private JdkClient(Inbox inbox, WebSocket socket) {
        this.inbox = inbox;
        this.socket = socket;
    }

    /// What a server does to a client.
    sealed interface Event {}

    record Text(String text) implements Event {

        /// Whether it says how many notifications are unread, as the server does at any time.
        boolean isUnread() {
            return Json.parse(text).path("type").asString("").equals("unread");
        }
    }

    record Closed(int code, String reason) implements Event {}

    /// The connection broke.
    record Lost(Throwable cause) implements Event {}

    /// Answered over HTTP instead of a connection.
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient HttpResponse<?> answer;

        Refused(HttpResponse<?> answer) {
            super("HTTP " + answer.statusCode());
            this.answer = answer;
        }

        HttpResponse<?> answer() {
            return answer;
        }
    }

    /// @throws Refused if the server does not want this client
    static JdkClient connect(URI url) {
        var inbox = new Inbox();
        try {
            WebSocket socket =
                    HTTP.newWebSocketBuilder()
                            .connectTimeout(RunningServer.PATIENCE)
                            .buildAsync(url, inbox)
                            .join();
            return new JdkClient(inbox, socket);
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof WebSocketHandshakeException refused
                    ? new Refused(refused.getResponse())
                    : failed;
        }
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /// The next thing that the server did, or does.
    Event next() {
        socket.request(1);
        try {
            Event event = inbox.events.poll(RunningServer.PATIENCE.toSeconds(), SECONDS);
            if (event == null) {
                throw new AssertionError("The server sent nothing more.");
            }
            return event;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /// The next message, whatever it is.
    JsonNode receive() {
        return switch (next()) {
            case Text(var text) -> Json.parse(text);
            case Closed closed -> throw new AssertionError("not a message: " + closed);
            case Lost lost -> throw new AssertionError("not a message: " + lost);
        };
    }

    /// The next message that is no news which may come at any time: how many notifications are
    /// unread, and who comes and goes.
    JsonNode receiveButUnread() {
        JsonNode message = receive();
        while (isNews(message.path("type").asString(""))) {
            message = receive();
        }
        return message;
    }

    private static boolean isNews(String type) {
        return type.equals("unread") || type.startsWith("presence-");
    }

    /// The next message, which must be of that type; numbers of unread ones aside.
    JsonNode receive(String type) {
        JsonNode message = receiveButUnread();
        if (!type.equals(message.path("type").asString(""))) {
            throw new AssertionError("expected " + type + " but got " + message);
        }
        return message;
    }

    /// The next message of that type. What comes in between is passed over, as a client does with
    /// what it does not know, but for errors.
    JsonNode await(String type) {
        while (true) {
            JsonNode message = receive();
            String actual = message.path("type").asString("");
            if (type.equals(actual)) {
                return message;
            }
            if (actual.equals("error")) {
                throw new AssertionError("expected " + type + " but got " + message);
            }
        }
    }

    /// Says goodbye; the server's own close comes as an event.
    void leave() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static final class Inbox implements WebSocket.Listener {

        private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();

        /// Nothing is asked for yet.
        @Override
        public void onOpen(WebSocket socket) {}

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                events.add(new Text(text.toString()));
                text.setLength(0);
            } else {
                socket.request(1);
            }
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            events.add(new Closed(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable cause) {
            events.add(new Lost(cause));
        }
    }
}
