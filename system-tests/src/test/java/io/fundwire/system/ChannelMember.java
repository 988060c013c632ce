package io.fundwire.system;

import io.fundwire.system.ChannelPromises.Publication;

import tools.jackson.databind.JsonNode;

import java.util.concurrent.CompletionException;

/// A client that follows a channel and publishes there as fast as it is answered, for as long as
/// the server lives. On the next server it comes back as who it was, gets exactly what it missed,
/// and first repeats what was not answered.
final class ChannelMember implements Runnable {

    private final String name;
    private final String channel;
    private final ChannelPromises promises;
    private RunningServer server;
    private Publication unanswered;
    private int number;

    private String token = "";
    private JsonNode position;
    private int latest;

    ChannelMember(String name, String channel, ChannelPromises promises) {
        this.name = name;
        this.channel = channel;
        this.promises = promises;
    }

    void isServedBy(RunningServer next) {
        server = next;
    }

    @Override
    public void run() {
        boolean isBack = position != null;
        try (var client = JdkClient.connect(server.webSocket(isBack ? "?resume=1" : ""))) {
            if (isBack) {
                client.send(
                        """
                        {"type":"resume","data":{"token":"%s","channels":{"%s":{"position":%s}}}}\
                        """
                                .formatted(token, channel, position));
            }
            var event = client.next();
            while (event instanceof JdkClient.Text(var text)) {
                handle(client, Json.parse(text), isBack);
                event = client.next();
            }
        } catch (CompletionException serverIsGone) {
            // As something was sent.
        }
    }

    private void handle(JdkClient client, JsonNode message, boolean isBack) {
        JsonNode data = message.path("data");
        switch (message.path("type").asString("")) {
            case "resumed" -> {
                if (!data.path("resumed").asBoolean(false)
                        || !data.path("channels")
                                .path(channel)
                                .path("recovered")
                                .asBoolean(false)) {
                    promises.trouble(name + " did not come back: " + data);
                }
            }
            case "connection" -> {
                token = data.path("resumeToken").asString("");
                if (isBack) {
                    publish(client);
                } else {
                    client.send(
                            "{\"type\":\"subscribe\",\"data\":{\"channel\":\"%s\"}}"
                                    .formatted(channel));
                }
            }
            case "subscribed" -> {
                position = data.path("position");
                latest = position.path("offset").asInt(0);
                publish(client);
            }
            case "message" -> receive(data);
            case "published" -> {
                promises.kept(unanswered, data.path("offset").asInt(0));
                unanswered = null;
                publish(client);
            }
            case "error" -> promises.trouble(name + " was told " + message);
            default -> {}
        }
    }

    private void publish(JdkClient client) {
        if (unanswered == null) {
            unanswered = Publication.of(channel, name, ++number);
        }
        client.send(
                "{\"type\":\"publish\",\"data\":{\"channel\":\"%s\",%s}}"
                        .formatted(channel, unanswered.fields()));
    }

    private void receive(JsonNode data) {
        int offset = data.path("offset").asInt(0);
        if (offset != latest + 1) {
            promises.trouble("%s was sent %d after %d".formatted(name, offset, latest));
        }
        latest = offset;
        position = data.path("position");
        promises.sent(channel, offset, data.path("payload").asString(""));
    }
}
