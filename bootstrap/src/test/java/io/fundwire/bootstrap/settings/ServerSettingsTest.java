package io.fundwire.bootstrap.settings;

import static io.fundwire.domain.channel.ChannelKinds.JOB;
import static io.fundwire.domain.notification.NotificationEvent.Kind.EXPIRED;
import static io.fundwire.domain.notification.NotificationEvent.Kind.UNACKNOWLEDGED;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.adapters.http.webhook.WebhookSecret;
import io.fundwire.adapters.websocket.WebSocketTimeouts;
import io.fundwire.application.session.Capacity;
import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelKinds;
import io.fundwire.domain.message.OutboxLimits;
import io.fundwire.domain.session.Rate;
import io.fundwire.domain.session.SessionLimits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class ServerSettingsTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// Of which no two are alike, so that none can stand where another belongs.
    @Test
    void eachChoiceGetsToWhereItBelongs() {
        var settings =
                chosen(
                        Map.ofEntries(
                                Map.entry("--host", "127.0.0.9"),
                                Map.entry("--port", "5001"),
                                Map.entry("--path", "/live"),
                                Map.entry("--insecure", "true"),
                                Map.entry("--allowed-origin", "https://app.example.com"),
                                Map.entry("--allowed-host", "gateway.example.com"),
                                Map.entry("--data-dir", "elsewhere"),
                                Map.entry("--max-connections", "11"),
                                Map.entry("--max-connections-per-address", "12"),
                                Map.entry("--message-rate", "13"),
                                Map.entry("--max-payload", "1400B"),
                                Map.entry("--heartbeat-interval", "15s"),
                                Map.entry("--outbox-bytes", "128KiB"),
                                Map.entry("--outbox-messages", "17"),
                                Map.entry("--outbox-patience", "18s"),
                                Map.entry("--write-timeout", "19s"),
                                Map.entry("--close-timeout", "20s"),
                                Map.entry("--request-timeout", "21s"),
                                Map.entry("--drain-time", "22s"),
                                Map.entry("--notification-retention", "23s"),
                                Map.entry("--resume-window", "100s"),
                                Map.entry("--webhook-url", "http://localhost:24/"),
                                Map.entry("--webhook-events", "expired"),
                                Map.entry("--kinds", "job: history-age=25m"),
                                Map.entry("--channel-memory", "26MiB"),
                                Map.entry("--record-frames", "false"),
                                Map.entry("--record-contents", "true")));

        assertThat(settings)
                .usingRecursiveComparison()
                .isEqualTo(
                        new ServerSettings(
                                "127.0.0.9",
                                5001,
                                "/live",
                                true,
                                List.of("https://app.example.com"),
                                List.of("gateway.example.com"),
                                Path.of("elsewhere"),
                                new Capacity(11, 12),
                                new SessionLimits(
                                        Duration.ofSeconds(15),
                                        1400,
                                        new Rate(13, 26),
                                        SessionLimits.DEFAULT.ackBytes(),
                                        new OutboxLimits(128 * 1024, 17, Duration.ofSeconds(18))),
                                Duration.ofSeconds(100),
                                new WebSocketTimeouts(
                                        Duration.ofSeconds(19), Duration.ofSeconds(20)),
                                Duration.ofSeconds(21),
                                Duration.ofSeconds(22),
                                Duration.ofSeconds(23),
                                Optional.of(
                                        new WebhookSettings(
                                                URI.create("http://localhost:24/"),
                                                WebhookSecret.read(SECRET).orElseThrow(),
                                                Set.of(UNACKNOWLEDGED, EXPIRED))),
                                ChannelKinds.DEFAULT.with(
                                        List.of(
                                                new ChannelKind(
                                                        "job",
                                                        JOB.storage(),
                                                        new ChannelKind.History(
                                                                JOB.history().messages(),
                                                                JOB.history().bytes(),
                                                                Duration.ofMinutes(25)),
                                                        JOB.keys(),
                                                        JOB.publishers(),
                                                        JOB.presence(),
                                                        JOB.limits()))),
                                26 * 1024 * 1024,
                                false,
                                true));
    }

    @Test
    void withoutChoicesItIsTheFirstServer() {
        var settings = chosen(Map.of());

        assertThat(settings.host()).isEqualTo("localhost");
        assertThat(settings.port()).isEqualTo(5000);
        assertThat(settings.path()).isEqualTo("/ws");
        assertThat(settings.insecure()).isFalse();
        assertThat(settings.capacity()).isEqualTo(new Capacity(1000, 0));
        assertThat(settings.limits()).isEqualTo(SessionLimits.DEFAULT);
        assertThat(settings.webSocketTimeouts()).isEqualTo(WebSocketTimeouts.DEFAULT);
        assertThat(settings.resumeWindow()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.drainTime()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.notificationRetention()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.webhooks()).isEmpty();
        assertThat(settings.channelKinds().all()).isEqualTo(ChannelKinds.DEFAULT.all());
        assertThat(settings.channelMemory()).isEqualTo(64 * 1024 * 1024);
        assertThat(settings.recordFrames()).isTrue();
        assertThat(settings.recordContents()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                   | UNACKNOWLEDGED
                    acknowledged         | UNACKNOWLEDGED,ACKNOWLEDGED
                    expired,acknowledged | UNACKNOWLEDGED,ACKNOWLEDGED,EXPIRED
                    """)
    void aMissedDeadlineIsAlwaysToldAndTheRestIfItIsAskedFor(String given, String told) {
        var webhooks =
                chosen(Map.of("--webhook-url", "http://localhost/", "--webhook-events", given))
                        .webhooks()
                        .orElseThrow();

        assertThat(webhooks.events())
                .extracting(Enum::name)
                .containsExactlyInAnyOrder(told.split(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unacknowledged", "Expired", "withdrawn", "acknowledged;expired"})
    void anyOtherEventIsAMistake(String given) {
        assertThat(Catalog.WEBHOOK_EVENTS.kind().reading().apply(given)).isEmpty();
    }

    @Test
    void doesNotShowTheSecret() {
        assertThat(chosen(Map.of("--webhook-url", "http://localhost/")).toString())
                .contains("http://localhost/")
                .doesNotContain("whsec_", SECRET);
    }

    @Test
    void aRateOfZeroIsNoLimitOnMessagesNorOnAcknowledgements() {
        var limits = chosen(Map.of("--message-rate", "0")).limits();

        assertThat(limits.messages()).isEqualTo(Rate.UNLIMITED);
        assertThat(limits.ackBytes()).isEqualTo(Rate.UNLIMITED);
    }

    private static ServerSettings chosen(Map<String, String> flags) {
        var all = new HashMap<String, List<String>>();
        flags.forEach((flag, text) -> all.put(flag, List.of(text)));
        var secret = Map.of("FUNDWIRE_WEBHOOK_SECRET", SECRET);
        var outcome = SettingsReader.read(all, secret, Optional.empty());
        return ServerSettings.from(((SettingsReader.Outcome.Read) outcome).choices());
    }
}
