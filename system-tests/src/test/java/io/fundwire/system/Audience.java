package io.fundwire.system;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Clients who follow one channel, and one who publishes on it and does not.
final class Audience implements AutoCloseable {

    private static final String CHANNEL = "\"channel\":\"live:cost\"";

    private final RunningServer server;
    private final RawClient publisher;
    private final List<RawClient> followers = new ArrayList<>();
    private int published;

    private Audience(RunningServer server, RawClient publisher) {
        this.server = server;
        this.publisher = publisher;
    }

    static Audience of(RunningServer server) throws IOException {
        return new Audience(server, RawClient.connect(server.port()));
    }

    void growTo(int size) throws IOException {
        while (followers.size() < size) {
            var follower = RawClient.connect(server.port());
            followers.add(follower);
            follower.sendText("{\"type\":\"subscribe\",\"data\":{%s}}".formatted(CHANNEL));
            follower.readPast("\"subscribed\"");
        }
    }

    /// Publishes one message after the other, the next once everybody has it.
    void hear(int messages) throws IOException {
        for (int i = 0; i < messages; i++) {
            String text = "\"number-%d\"".formatted(++published);
            publisher.sendText(
                    "{\"type\":\"publish\",\"data\":{%s,\"event\":\"e\",\"payload\":%s}}"
                            .formatted(CHANNEL, text));
            publisher.readPast("\"published\"");
            for (RawClient follower : followers) {
                follower.readPast(text);
            }
        }
    }

    @Override
    public void close() throws IOException {
        publisher.close();
        for (RawClient follower : followers) {
            follower.close();
        }
    }
}
