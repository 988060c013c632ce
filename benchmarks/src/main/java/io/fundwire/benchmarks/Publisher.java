package io.fundwire.benchmarks;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/// A back end that publishes over HTTP.
final class Publisher implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
    private final ServerProcess server;

    Publisher(ServerProcess server) {
        this.server = server;
    }

    /// Publishes to a user; completes with the answer 202 and fails with any other.
    CompletableFuture<String> publish(String user, String title) {
        return post("{\"user\": \"%s\"}".formatted(user), title);
    }

    /// Publishes to everyone, as [#publish] does.
    CompletableFuture<String> tellEveryone(String title) {
        return post("{\"everyone\": true}", title);
    }

    private CompletableFuture<String> post(String audience, String title) {
        String body =
                """
                {"audience": %s, "title": "%s",
                 "body": "The report of the third quarter is in, with what was asked for in May.",
                 "category": "reports", "link": "https://app.example.com/reports/2026/3"}
                """
                        .formatted(audience, title);
        var request =
                HttpRequest.newBuilder(server.http("/api/notifications"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(Publisher::accepted);
    }

    private static String accepted(HttpResponse<String> answer) {
        if (answer.statusCode() != 202) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
