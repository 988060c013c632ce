package io.fundwire.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Stage;
import com.google.inject.util.Modules;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.fundwire.application.fixtures.InMemoryWebhookQueue;
import io.fundwire.application.notification.QueuedEvent;
import io.fundwire.application.notification.WebhookQueue;
import io.fundwire.domain.fixtures.Notifications;
import io.fundwire.domain.notification.NotificationEvent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// The whole server, with a queue that a test fills, posts to a real one.
class WebhooksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ENOUGH_TO_ANSWER = Duration.ofMillis(500);

    private final InMemoryWebhookQueue queue = new InMemoryWebhookQueue();
    private final AtomicInteger received = new AtomicInteger();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private HttpServer receiver;
    private FundwireServer server;

    @BeforeEach
    void start() throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        receiver = HttpServer.create(address, 0);
        receiver.createContext("/", this::answer);
        receiver.start();
        server = serverThatPostsTo(receiver.getAddress().getPort());
        server.start();
    }

    @AfterEach
    void stop() {
        mayAnswer.countDown();
        server.stop();
        receiver.stop(0);
    }

    @Test
    void whatIsQueuedIsPostedUntilItIsAccepted() {
        mayAnswer.countDown();

        put("fees");

        await().atMost(PATIENCE).until(() -> queued().isEmpty());
        assertThat(received).hasValue(1);
    }

    @Test
    void whatIsUnderWayAtAStopStaysInTheQueueAsItWas() {
        put("fees");
        await().atMost(PATIENCE).until(() -> received.get() == 1);
        List<QueuedEvent> before = queued();

        server.stop();
        mayAnswer.countDown();

        await().during(ENOUGH_TO_ANSWER)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(queued()).isEqualTo(before).hasSize(1));
    }

    private FundwireServer serverThatPostsTo(int port) {
        var settings =
                TestSettings.with(
                        Map.of("webhook-url", "http://127.0.0.1:" + port, "drain-time", "0s"),
                        Map.of(
                                "FUNDWIRE_WEBHOOK_SECRET",
                                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        var adapters =
                Modules.override(new AdapterModule())
                        .with(
                                new AbstractModule() {
                                    @Override
                                    protected void configure() {
                                        bind(WebhookQueue.class).toInstance(queue);
                                    }
                                });
        return Guice.createInjector(Stage.PRODUCTION, new CoreModule(settings), adapters)
                .getInstance(FundwireServer.class);
    }

    private void put(String name) {
        var now = Instant.now().minusSeconds(1);
        queue.put(new NotificationEvent.Unacknowledged(Notifications.id(name), now), now);
    }

    private List<QueuedEvent> queued() {
        return queue.due(Instant.MAX, Integer.MAX_VALUE);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.incrementAndGet();
            if (mayAnswer.await(PATIENCE.toSeconds(), SECONDS)) {
                exchange.sendResponseHeaders(204, -1);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
