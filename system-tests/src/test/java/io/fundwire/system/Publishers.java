package io.fundwire.system;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Back ends that publish as fast as they are answered, each one notification after the other, for
/// as long as the server lives. A title is the publisher and a number that grows.
final class Publishers {

    private static final int COUNT = 48;

    private final List<String> users;
    private final Promises promises;
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final List<Publisher> publishers;
    private List<Thread> threads = List.of();

    Publishers(List<String> users, Promises promises, Random seeds) {
        this.users = users;
        this.promises = promises;
        this.publishers =
                IntStream.range(0, COUNT)
                        .mapToObj(i -> new Publisher("p" + i, new Random(seeds.nextLong())))
                        .toList();
    }

    void start(RunningServer server) {
        threads =
                publishers.stream()
                        .map(publisher -> Thread.startVirtualThread(() -> publisher.run(server)))
                        .toList();
    }

    /// Returns once the last of them has noticed that the server is gone.
    void awaitEnd() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /// Publishes one to all users, while none of the publishers does.
    void publishToAll(RunningServer server, String title) throws IOException {
        try (var connection = KeptConnection.open(server.port())) {
            publish(connection, title, new TreeSet<>(users), audience(users));
        }
    }

    /// Answers that should not have been.
    List<String> troubles() {
        return troubles;
    }

    private void publish(KeptConnection connection, String title, Set<String> to, String audience)
            throws IOException {
        String json =
                "{\"audience\":%s,\"title\":\"%s\",\"body\":\"b\"}".formatted(audience, title);
        promises.unanswered(title, to);
        int status = connection.post("/api/notifications", json);
        if (status == 202) {
            promises.accepted(title, to);
        } else {
            troubles.add(title + " was answered " + status);
        }
    }

    private static String audience(List<String> users) {
        return users.stream()
                .map("\"%s\""::formatted)
                .collect(Collectors.joining(",", "{\"users\":[", "]}"));
    }

    private final class Publisher {

        private final String name;
        private final Random random;
        private int number;

        Publisher(String name, Random random) {
            this.name = name;
            this.random = random;
        }

        void run(RunningServer server) {
            while (server.process().isAlive()) {
                try (var connection = KeptConnection.open(server.port())) {
                    while (true) {
                        number++;
                        publish(connection, name + " " + number, random.nextInt(200));
                    }
                } catch (IOException cutOff) {
                    // By the death of the server, or the loop goes on.
                }
            }
        }

        private void publish(KeptConnection connection, String title, int choice)
                throws IOException {
            if (choice == 0) {
                Publishers.this.publish(
                        connection, title, new TreeSet<>(users), "{\"everyone\":true}");
            } else {
                var some = new TreeSet<String>();
                int count = choice < 20 ? 2 + random.nextInt(4) : 1;
                while (some.size() < count) {
                    some.add(users.get(random.nextInt(users.size())));
                }
                Publishers.this.publish(connection, title, some, audience(List.copyOf(some)));
            }
        }
    }
}
