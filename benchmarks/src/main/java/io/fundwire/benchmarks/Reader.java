package io.fundwire.benchmarks;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// A client that tells the title of each notification that it gets, the moment it gets it.
record Reader(WebSocket socket) implements AutoCloseable {

    private static final Pattern TITLE =
            Pattern.compile("\"type\":\"notification\",.*\"title\":\"([^\"]*)\"");

    /// Connects, and returns once it is welcome.
    static Reader connect(HttpClient http, URI url, Consumer<String> titles) {
        return new Reader(http.newWebSocketBuilder().buildAsync(url, new Reading(titles)).join());
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static final class Reading implements WebSocket.Listener {

        private final Consumer<String> titles;
        private final StringBuilder text = new StringBuilder();

        Reading(Consumer<String> titles) {
            this.titles = titles;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                var title = TITLE.matcher(text);
                if (title.find()) {
                    titles.accept(title.group(1));
                }
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
