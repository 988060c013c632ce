package io.fundwire.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.inject.Injector;

import io.fundwire.application.session.ConnectedClients;
import io.fundwire.application.session.DrainServer;
import io.fundwire.bootstrap.settings.ServerSettings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// `check` against the real server.
class CheckCommandTest {

    private Injector injector;
    private JettyServer jetty;
    private URI url;

    @AfterEach
    void stop() {
        if (jetty != null) {
            jetty.stop();
        }
    }

    @Test
    void printsWhatTheServerSaysAndExitsWithZero() throws IOException {
        serve(TestSettings.onPort(TestSettings.ANY_PORT));

        var run = CommandLineRun.of("check", url.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.outLines())
                .satisfiesExactly(
                        line("connected to +" + url),
                        line("client id +client_[0-9]+_[0-9a-z]{13}"),
                        line("server time +[0-9-]{10}T[0-9:.]{12}Z"),
                        line(
                                "features +heartbeat, notifications, typing-indicators,"
                                        + " system-health.*"),
                        line("heartbeat +answered in [0-9]+\\.[0-9] ms"),
                        line("status +healthy"),
                        line("clients +1"),
                        line("messages in +[0-9]+"),
                        line("messages out +[0-9]+"),
                        line("uptime +[0-9]+ s"),
                        line("version +development"),
                        line("node +.+"),
                        line("memory +[0-9]+ of [0-9]+ MiB"),
                        line("latency +[0-9.]+ ms median, [0-9.]+ ms at the 99th percentile"),
                        line("notifications +0 published, 0 delivered, 0 acknowledged, 0 pending"));
    }

    @Test
    void takesAnHttpUrlForTheWebSocketOne() throws IOException {
        serve(TestSettings.onPort(TestSettings.ANY_PORT));

        var run = CommandLineRun.of("check", url.toString().replace("ws:", "http:"));

        assertThat(run.code()).isZero();
        assertThat(run.outLines()).first().satisfies(line("connected to +" + url));
    }

    @Test
    void namesTheUserThatTheUrlNames() throws IOException {
        serve(TestSettings.onPort(TestSettings.ANY_PORT));

        assertThat(CommandLineRun.of("check", url + "?user=alice%26co#top").outLines())
                .contains("connected to   " + url + "?user=alice%26co")
                .anySatisfy(line("user +alice&co"));
    }

    @Test
    void saysGoodbye() throws IOException {
        serve(TestSettings.onPort(TestSettings.ANY_PORT));

        CommandLineRun.of("check", url.toString());

        var clients = injector.getInstance(ConnectedClients.class);
        await().atMost(Duration.ofSeconds(60)).until(() -> clients.count() == 0);
    }

    @Test
    void repeatsWhyTheServerRefusesAUser() throws IOException {
        serve(TestSettings.onPort(TestSettings.ANY_PORT));

        assertThat(CommandLineRun.of("check", url + "?user=client_1").errLines())
                .singleElement()
                .satisfies(
                        line("The server refused the request: user must be .* \\(HTTP 400\\)\\."));
    }

    @Test
    void saysWhereNothingIs() throws IOException {
        serve(TestSettings.onPort(TestSettings.ANY_PORT));

        assertThat(CommandLineRun.of("check", url.resolve("/elsewhere").toString()).errLines())
                .isEqualTo(
                        List.of(
                                "There is nothing at %s: check the path, usually /ws (HTTP 404)."
                                        .formatted(url.resolve("/elsewhere"))));
    }

    @Test
    void saysWhenToComeBackToAServerOnItsWayDown() throws IOException {
        serve(TestSettings.onPort(TestSettings.ANY_PORT));
        injector.getInstance(DrainServer.class).handle(new DrainServer.Input(1));

        assertThat(CommandLineRun.of("check", url.toString()).errLines())
                .singleElement()
                .satisfies(
                        line("The server takes nobody in, .*: try again in 2 s \\(HTTP 503\\)\\."));
    }

    private void serve(ServerSettings settings) throws IOException {
        injector = TestSettings.wired(settings);
        jetty = injector.getInstance(JettyServer.class);
        url = jetty.start().url();
    }

    private static org.assertj.core.api.ThrowingConsumer<String> line(String regex) {
        return text -> assertThat(text).matches(regex);
    }
}
