package io.fundwire.system;

import tools.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A user with one client at a time, who acknowledges half of what it gets, and remembers over all
/// its connections what it was told. Its own thread reads; while nothing is on the way, others may
/// ask.
final class Recipient {

    /// What the JDK says when there was no close frame.
    private static final int BROKEN = 1006;

    private final String user;
    private final Random random;

    /// By notification id.
    private final Map<String, String> titles = new HashMap<>();

    private final Set<String> got = ConcurrentHashMap.newKeySet();
    private final Set<String> acknowledging = ConcurrentHashMap.newKeySet();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private Connected connected;

    Recipient(String user, Random random) {
        this.user = user;
        this.random = random;
    }

    String user() {
        return user;
    }

    void connect(RunningServer server) {
        var client = JdkClient.connect(server.webSocket("?user=" + user));
        connected = new Connected(client);
    }

    /// Returns once the connection is lost.
    void awaitEnd() throws InterruptedException {
        connected.thread.join();
        connected.client.close();
    }

    /// Whether this has come on the present connection.
    boolean has(String title) {
        return connected.got.contains(title);
    }

    /// Whether this has come on any connection.
    boolean everGot(String title) {
        return got.contains(title);
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /// What went wrong so far, if all that is on the way has arrived: what was promised has come on
    /// the present connection, unless this user has acknowledged it; and nothing else has.
    List<String> troubles(Promises promises) {
        var missing = new TreeSet<>(promises.to(user));
        missing.removeAll(acknowledging);
        missing.removeAll(connected.got);
        missing.forEach(title -> trouble(title + " was promised and is lost"));

        var unasked = new TreeSet<>(connected.got);
        unasked.removeAll(promises.to(user));
        unasked.removeAll(promises.perhapsTo(user));
        unasked.forEach(title -> trouble(title + " is for somebody else"));
        return troubles;
    }

    private void trouble(String what) {
        troubles.add(user + ": " + what);
    }

    /// One connection, read until it ends.
    private final class Connected {

        private final JdkClient client;
        private final Set<String> got = ConcurrentHashMap.newKeySet();

        /// By publisher.
        private final Map<String, Integer> latest = new HashMap<>();

        private final Thread thread;

        Connected(JdkClient client) {
            this.client = client;
            this.thread = Thread.startVirtualThread(this::run);
        }

        private void run() {
            try {
                JdkClient.Event event = client.next();
                while (event instanceof JdkClient.Text(var text)) {
                    handle(Json.parse(text));
                    event = client.next();
                }
                if (event instanceof JdkClient.Closed closed && closed.code() != BROKEN) {
                    trouble("was sent away: " + closed);
                }
            } catch (CompletionException lost) {
                // As an acknowledgement was sent.
            }
        }

        private void handle(JsonNode message) {
            JsonNode data = message.path("data");
            String id = data.path("notificationId").asString("");
            switch (message.path("type").asString("")) {
                case "notification" -> receive(id, data.path("title").asString(""));
                case "notification-acked" -> acknowledged.add(titles.get(id));
                case "error" -> trouble(message.toString());
                default -> {}
            }
        }

        private void receive(String id, String title) {
            titles.put(id, title);
            if (acknowledged.contains(title)) {
                trouble(title + " came again though it was acknowledged");
            }
            if (!got.add(title)) {
                trouble(title + " came twice on one connection");
            }
            String[] words = title.split(" ", 2);
            Integer before = latest.put(words[0], Integer.valueOf(words[1]));
            if (before != null && before >= Integer.parseInt(words[1])) {
                trouble("%s came after %d".formatted(title, before));
            }
            Recipient.this.got.add(title);
            if (random.nextBoolean()) {
                acknowledge(id, title);
            }
        }

        private void acknowledge(String id, String title) {
            acknowledging.add(title);
            client.send(
                    "{\"type\":\"notification-ack\",\"data\":{\"notificationId\":\"%s\"}}"
                            .formatted(id));
        }
    }
}
