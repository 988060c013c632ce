package io.fundwire.bootstrap;

import org.jspecify.annotations.Nullable;

import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What a server sent and has not been looked at yet. Filled by the client's thread, emptied by
/// another.
final class CheckInbox implements WebSocket.Listener {

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    /// Something that happened on the connection.
    sealed interface Event {}

    /// A whole message.
    ///
    /// @param arrivedAt by [System#nanoTime()]
    record Text(String text, long arrivedAt) implements Event {}

    /// The server closed the connection.
    record Closed(int code, String reason) implements Event {}

    /// The connection was lost, or the server broke the protocol.
    record Broken(Throwable cause) implements Event {}

    /// Nothing happened in time.
    record Nothing() implements Event {}

    /// Waits for the next event; [Nothing] if none comes in time.
    Event next(Duration within) throws InterruptedException {
        Event event = events.poll(within.toNanos(), TimeUnit.NANOSECONDS);
        return event == null ? new Nothing() : event;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            events.add(new Text(text.toString(), System.nanoTime()));
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        events.add(new Closed(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable cause) {
        events.add(new Broken(cause));
    }
}
