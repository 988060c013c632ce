package io.fundwire.system;

import io.fundwire.system.ChannelPromises.Publication;

import java.io.IOException;
import java.util.List;
import java.util.Random;

/// A back end that publishes on channels as fast as it is answered, for as long as the server
/// lives. On the next server it first repeats what was not answered, and what was.
final class ChannelBackEnd implements Runnable {

    private final String name;
    private final List<String> channels;
    private final ChannelPromises promises;
    private final Random random;
    private RunningServer server;
    private Publication answered;
    private Publication unanswered;
    private int number;

    ChannelBackEnd(String name, List<String> channels, ChannelPromises promises, Random random) {
        this.name = name;
        this.channels = channels;
        this.promises = promises;
        this.random = random;
    }

    void isServedBy(RunningServer next) {
        server = next;
    }

    @Override
    public void run() {
        try (var connection = KeptConnection.open(server.port())) {
            if (answered != null) {
                publish(connection, answered);
            }
            while (true) {
                if (unanswered == null) {
                    String channel = channels.get(random.nextInt(channels.size()));
                    unanswered = Publication.of(channel, name, ++number);
                }
                publish(connection, unanswered);
                answered = unanswered;
                unanswered = null;
            }
        } catch (IOException serverIsGone) {
            // And with it this life.
        }
    }

    private void publish(KeptConnection connection, Publication publication) throws IOException {
        var answer =
                connection.ask(
                        "/api/channels/" + publication.channel() + "/messages",
                        "{" + publication.fields() + "}");
        if (answer.status() == 202) {
            promises.kept(publication, Json.parse(answer.body()).path("offset").asInt(0));
        } else {
            promises.trouble(publication + " was answered " + answer);
        }
    }
}
