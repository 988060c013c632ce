package io.fundwire.system;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// What waits for a user: published by a test, and read to its end as a client gets it on
/// connecting.
final class OpenInbox {

    /// Comes after all that is in an inbox, so that a client knows when it has read that.
    private static final String LAST = "the last of ";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private OpenInbox() {}

    static HttpResponse<String> publish(RunningServer server, String user, String title) {
        return publish(server, user, title, "b");
    }

    static HttpResponse<String> publish(
            RunningServer server, String user, String title, String body) {
        return HttpCalls.post(
                server.http("/api/notifications"),
                "{\"audience\":{\"user\":\"%s\"},\"title\":\"%s\",\"body\":\"%s\"}"
                        .formatted(user, title, body));
    }

    /// Connects as the user, and reads.
    ///
    /// @return the `data` of each notification, in the order in which they came
    static List<JsonNode> read(RunningServer server, String user) {
        try (var client = JdkClient.connect(server.webSocket("?user=" + user))) {
            client.await("connection");
            return read(server, user, client);
        }
    }

    /// @param client a client of that user, which has read nothing but its welcome
    static List<JsonNode> read(RunningServer server, String user, JdkClient client) {
        String last = LAST + COUNT.incrementAndGet();
        int status = publish(server, user, last).statusCode();
        if (status != 202) {
            throw new AssertionError("not accepted: " + status);
        }
        var read = new ArrayList<JsonNode>();
        while (true) {
            JsonNode notification = client.await("notification").path("data");
            String title = notification.path("title").asString("");
            if (title.equals(last)) {
                return read;
            }
            if (!title.startsWith(LAST)) {
                read.add(notification);
            }
        }
    }

    /// Connects as the user, and reads no more than titles.
    static List<String> titles(RunningServer server, String user) {
        return read(server, user).stream()
                .map(notification -> notification.path("title").asString(""))
                .toList();
    }
}
