package io.fundwire.adapters.http.webhook;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.fundwire.application.notification.QueuedEvent;
import io.fundwire.application.notification.WebhookAnswer;
import io.fundwire.application.notification.WebhookEndpoint;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Posts events to a URL, signed as the "Standard Webhooks" specification has it. A status of 200
/// to 299 accepts an event, whatever is said besides; no redirect is followed. Logs when the other
/// side begins to refuse, and when it accepts again. Thread-safe.
public final class HttpWebhookEndpoint implements WebhookEndpoint, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HttpWebhookEndpoint.class);
    private static final Duration TO_FINISH = Duration.ofSeconds(1);

    private final URI url;
    private final WebhookSecret secret;
    private final JsonMapper mapper;
    private final InstantSource clock;
    private final Duration patience;
    private final HttpClient client;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final AtomicBoolean isRefusing = new AtomicBoolean();

    /// @param url of http or https
    /// @param mapper from `JsonDialect`
    public HttpWebhookEndpoint(
            URI url, WebhookSecret secret, JsonMapper mapper, InstantSource clock) {
        this(url, secret, mapper, clock, Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    /// @param toConnect how long connecting may take
    /// @param patience how long all of a request and its answer may take
    HttpWebhookEndpoint(
            URI url,
            WebhookSecret secret,
            JsonMapper mapper,
            InstantSource clock,
            Duration toConnect,
            Duration patience) {
        this.url = url;
        this.secret = secret;
        this.mapper = mapper;
        this.clock = clock;
        this.patience = patience;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(toConnect)
                        .build();
    }

    @Override
    public void post(QueuedEvent event, Consumer<WebhookAnswer> whenAnswered) {
        if (isClosed.get()) {
            return;
        }
        var answer = new FirstAnswer(whenAnswered);
        var exchange =
                client.sendAsync(
                        request(event),
                        head -> {
                            answer.accept(answerOf(head.statusCode()));
                            return BodySubscribers.discarding();
                        });
        // The client's own timeout ends with the headers: a body could go on for ever.
        var _ =
                exchange.copy()
                        .orTimeout(patience.toMillis(), MILLISECONDS)
                        .whenComplete((response, failure) -> {
                            if (failure != null) {
                                exchange.cancel(true);
                                answer.accept(new WebhookAnswer.Refused(FailureWords.of(failure)));
                            }
                        });
    }

    /// Posts nothing more and gives what is under way a moment to be answered; what is not, is
    /// never answered.
    @Override
    public void close() {
        isClosed.set(true);
        client.shutdown();
        try {
            client.awaitTermination(TO_FINISH);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        client.shutdownNow();
    }

    private HttpRequest request(QueuedEvent event) {
        String id = WebhookMessage.id(event);
        long seconds = clock.instant().getEpochSecond();
        byte[] body = mapper.writeValueAsBytes(WebhookMessage.of(event.event()));
        return HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Fundwire")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", secret.sign(id, seconds, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private static WebhookAnswer answerOf(int status) {
        return status / 100 == 2
                ? new WebhookAnswer.Accepted()
                : new WebhookAnswer.Refused("HTTP status " + status);
    }

    /// Hands on the first answer to one event.
    private final class FirstAnswer implements Consumer<WebhookAnswer> {

        private final AtomicBoolean isAnswered = new AtomicBoolean();
        private final Consumer<WebhookAnswer> receiver;

        FirstAnswer(Consumer<WebhookAnswer> receiver) {
            this.receiver = receiver;
        }

        @Override
        public void accept(WebhookAnswer answer) {
            if (!isAnswered.compareAndSet(false, true)) {
                return;
            }
            switch (answer) {
                case WebhookAnswer.Accepted() -> {
                    if (isRefusing.compareAndSet(true, false)) {
                        log.info("webhooks: accepted again");
                    }
                    receiver.accept(answer);
                }
                case WebhookAnswer.Refused(var reason) when isClosed.get() -> {
                    // We ended it ourselves; it is told again after the restart.
                }
                case WebhookAnswer.Refused(var reason) -> {
                    if (isRefusing.compareAndSet(false, true)) {
                        log.warn("webhooks: refused, each is tried again: why=\"{}\"", reason);
                    }
                    receiver.accept(answer);
                }
            }
        }
    }
}
