package io.fundwire.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.inject.Injector;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

class RefusalLogTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Injector injector =
            TestSettings.wired(TestSettings.onPort(TestSettings.ANY_PORT));
    private final RefusalLog refusals = injector.getInstance(RefusalLog.class);
    private final JettyServer jetty = injector.getInstance(JettyServer.class);

    @AfterEach
    void stop() {
        jetty.stop();
    }

    /// An answer is counted only after it is written.
    @Test
    void countsWhatWasRefusedByItsStatusAndNothingElse() throws Exception {
        int port = jetty.start().url().getPort();
        get(port, "/health/live");
        get(port, "/nothing");
        get(port, "/nothing");
        get(port, "/ws");

        var counts = new TreeMap<Integer, Integer>();
        await().atMost(PATIENCE)
                .until(() -> {
                    refusals.takeCounts()
                            .forEach((status, n) -> counts.merge(status, n, Integer::sum));
                    return counts.equals(Map.of(404, 2, 426, 1));
                });
    }

    @Test
    void whatWasToldIsNotToldAgain() throws Exception {
        get(jetty.start().url().getPort(), "/nothing");

        await().atMost(PATIENCE).until(() -> !refusals.takeCounts().isEmpty());

        assertThat(refusals.takeCounts()).isEmpty();
    }

    private static void get(int port, String path) throws Exception {
        var url = URI.create("http://localhost:%d%s".formatted(port, path));
        try (var client = HttpClient.newHttpClient()) {
            client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding());
        }
    }
}
