package io.fundwire.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Injector;

import io.fundwire.application.notification.ListNotifications;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.Action;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationPage;
import io.fundwire.domain.notification.Severity;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `publish` and `deliveries` against the real server.
class ApiCommandsTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final Injector injector =
            TestSettings.wired(TestSettings.onPort(TestSettings.ANY_PORT));
    private final JettyServer jetty = injector.getInstance(JettyServer.class);
    private String url;

    @BeforeEach
    void start() throws IOException {
        url = "http://localhost:" + jetty.start().url().getPort();
    }

    @AfterEach
    void stop() {
        jetty.stop();
    }

    // publish

    @Test
    void printsNothingButTheId() {
        var run = publish("--user", "alice", "--title", "Report ready");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.outLines()).containsExactly(inboxOf("alice").getFirst().id().value());
    }

    @Test
    void publishesWhatItsOptionsSay() {
        publish(
                "--user",
                "alice",
                "--user",
                "bob",
                "--title",
                "Approve \"4711\"? ü",
                "--body",
                "30 shares",
                "--severity",
                "critical",
                "--category",
                "orders",
                "--link",
                "/orders/4711",
                "--action",
                "approve=Approve = yes",
                "--action",
                "reject=Reject",
                "--ttl",
                "1h");

        assertThat(inboxOf("bob")).isEqualTo(inboxOf("alice"));
        assertThat(inboxOf("alice"))
                .singleElement()
                .satisfies(sent -> {
                    assertThat(sent.title()).isEqualTo("Approve \"4711\"? ü");
                    assertThat(sent.body()).isEqualTo("30 shares");
                    assertThat(sent.severity()).isEqualTo(Severity.CRITICAL);
                    assertThat(sent.category()).isEqualTo("orders");
                    assertThat(sent.link()).isEqualTo("/orders/4711");
                    assertThat(sent.actions())
                            .containsExactly(
                                    new Action("approve", "Approve = yes", null),
                                    new Action("reject", "Reject", null));
                    assertThat(Duration.between(sent.createdAt(), sent.expiresAt()))
                            .isEqualTo(Duration.ofHours(1));
                });
    }

    @Test
    void saysTheTitleAgainWhereThereIsNoBody() {
        publish("--user", "alice", "--title", "Report ready");

        assertThat(inboxOf("alice").getFirst().body()).isEqualTo("Report ready");
    }

    @Test
    void publishesToEveryone() {
        var run = publish("--everyone", "--title", "For all");

        assertThat(run.code()).isZero();
        assertThat(run.outLines()).singleElement().asString().startsWith("ntf_");
    }

    @Test
    void publishesToWhoFollowsAChannel() {
        var run = publish("--channel", "conversation:42", "--title", "Meeting");

        assertThat(run.code()).isZero();
        assertThat(run.outLines()).singleElement().asString().startsWith("ntf_");
    }

    @Test
    void saysWhichKindsOfChannelsThereAre() {
        var run = publish("--channel", "chat:42", "--title", "Meeting");

        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("audience.channel must be of a kind that is known here: ");
    }

    @Test
    void publishesOnceUnderOneKey() {
        var first = publish("--user", "alice", "--title", "Once", "--idempotency-key", "k-1");
        var second = publish("--user", "alice", "--title", "Once", "--idempotency-key", "k-1");

        assertThat(second).isEqualTo(first);
        assertThat(inboxOf("alice")).hasSize(1);
    }

    @Test
    void setsADeadlineWhereAWebhookIsToldOfIt() throws IOException {
        String[] words = {"publish", "--user", "a", "--title", "t", "--ack-deadline", "1m"};
        var listening =
                TestSettings.wired(
                                TestSettings.with(
                                        Map.of("webhook-url", "http://localhost:1/"),
                                        Map.of("FUNDWIRE_WEBHOOK_SECRET", SECRET)))
                        .getInstance(JettyServer.class);
        try {
            String there = "http://localhost:" + listening.start().url().getPort();

            assertThat(CommandLineRun.of(with(words, "--url", there)).err()).isEmpty();
        } finally {
            listening.stop();
        }
        assertThat(CommandLineRun.of(with(words, "--url", url)).errLines())
                .containsExactly(
                        "ackDeadlineSeconds must be left out: this server has no webhook to call"
                                + " when it passes (HTTP 400).");
    }

    @Test
    void repeatsWhyTheServerRefuses() {
        var run = publish("--user", "alice", "--title", "t", "--severity", "loud");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines())
                .containsExactly(
                        "severity must be one of \"info\", \"success\", \"warning\", \"critical\""
                                + " (HTTP 400).");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--title t | Error: Missing required argument (specify one of these):",
                "--user a --everyone --title t | Error: --user=ID, --everyone are mutually",
                "--user a | Missing required option: '--title=TEXT'",
                "--user a --title t --ttl 1.5s | Invalid value for option '--ttl': '1.5s' must be",
                "--user a --title t --ttl 1500ms | Invalid value for option '--ttl': '1500ms' must",
                "--user a --title t --ttl 721h | Invalid value for option '--ttl': '721h' must be",
                "--user a --title t --ttl 31d | Invalid value for option '--ttl': '31d' must be",
                "--user a --title t --ack-deadline 0s | Invalid value for option '--ack-deadline'",
                "--user a --title t --action x | Invalid value for option '--action' (ID=LABEL):"
                        + " 'x'",
                "--user a --title t --action x= | Invalid value for option '--action' (ID=LABEL)",
                "--user a --title t --timeout 0 | --timeout must be at least 1"
            })
    void namesWhatIsWrongWithItsOptions(String options, String begins) {
        var run = publish(options.split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines()).hasSize(2);
        assertThat(run.errLines().getFirst()).startsWith(begins);
        assertThat(run.errLines().getLast()).isEqualTo("Try: fundwire publish --help");
    }

    // deliveries

    @Test
    void showsAnAlignedTable() {
        String id = published("--user", "alice", "--user", "bob-with-a-long-name");

        var run = deliveries(id);

        assertThat(run.code()).isZero();
        assertThat(run.outLines())
                .containsExactly(
                        "USER                  STATUS   QUEUED  WRITTEN  RECEIVED  READ  DISMISSED"
                                + "  ACTION  ENDED  REASON",
                        "alice                 pending  -       -        -         -     -"
                                + "          -       -      -",
                        "bob-with-a-long-name  pending  -       -        -         -     -"
                                + "          -       -      -");
    }

    @Test
    void showsAllPages() {
        String[] users =
                Stream.iterate(0, i -> i < 1000, i -> i + 1)
                        .flatMap(i -> Stream.of("--user", "user-%04d".formatted(i)))
                        .toArray(String[]::new);
        String id = published(users);

        assertThat(deliveries(id).outLines()).hasSize(1001);
    }

    @Test
    void showsJsonToMachines() {
        String id = published("--user", "ü");

        assertThat(deliveries(id, "--json").outLines())
                .containsExactly("{\"userId\":\"\\u00FC\",\"status\":\"pending\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ntf_1", "a b", "ü", "?", "#"})
    void saysWhereThereIsNoNotification(String id) {
        var run = deliveries(id);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines())
                .containsExactly(
                        "There is no notification of this id, or not any more (HTTP 404).");
    }

    // a server that is none

    @Test
    void saysWhenNobodyListens() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        var run = CommandLineRun.of("deliveries", "x", "--url", "http://localhost:" + free);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines())
                .containsExactly(
                        "Nothing listens at localhost:%d: start the server there, or check host and port."
                                .formatted(free));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:5000", "ws://localhost:5000/ws", "", "http://", "\u001b[2J"})
    void saysHowToNameAServer(String text) {
        var run = CommandLineRun.of("deliveries", "x", "--url", text);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines())
                .containsExactly(
                        "\"%s\" is not the URL of a server: write it like http://localhost:5000."
                                .formatted(text.replace('\u001b', '?')));
    }

    @Test
    void asksBelowThePathThatAProxyHasItUnder() throws IOException {
        var run = CommandLineRun.of("deliveries", "x", "--url", url + "/elsewhere/");

        assertThat(run.errLines()).containsExactly("There is nothing at this path (HTTP 404).");
    }

    @ParameterizedTest
    @CsvSource({
        "200, '<html>'",
        "200, '{}'",
        "200, '[]'",
        "200, '{\"deliveries\":1}'",
        "200, '{\"deliveries\":[],\"next\":\"again\"}'"
    })
    void saysThatSomethingElseListens(int status, String body) throws IOException {
        try (var server = FakeServer.answering(response(status, body))) {
            var run = CommandLineRun.of("deliveries", "x", "--url", "http://" + server.name());

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.errLines())
                    .containsExactly(
                            "%s is no Fundwire: its answer makes no sense."
                                    .formatted(server.name()));
        }
    }

    @Test
    void printsNothingThatATerminalWouldObey() throws IOException {
        String user =
                "{\"deliveries\":[{\"userId\":\"a\\u001b[2Jb\\nc\\u009b\",\"status\":\"x\"}]}";
        try (var server = FakeServer.answering(response(200, user))) {
            String at = "http://" + server.name();

            var table = CommandLineRun.of("deliveries", "x", "--url", at);
            var json = CommandLineRun.of("deliveries", "x", "--json", "--url", at);

            assertThat(table.outLines())
                    .last()
                    .asString()
                    .startsWith("a\\u001b[2Jb\\u000ac\\u009b");
            assertThat(json.outLines())
                    .containsExactly("{\"userId\":\"a\\u001B[2Jb\\nc\\u009B\",\"status\":\"x\"}");
        }
        String problem = "{\"detail\":\"No\\u001b[2J.\"}";
        try (var server = FakeServer.answering(response(404, problem))) {
            var run = CommandLineRun.of("deliveries", "x", "--url", "http://" + server.name());

            assertThat(run.errLines()).containsExactly("No\\u001b[2J (HTTP 404).");
        }
    }

    @Test
    void saysThatItMayBePublishedWhenNoAnswerCame() throws IOException {
        try (var server = FakeServer.answering("")) {
            var run =
                    CommandLineRun.of(
                            "publish",
                            "--user",
                            "alice",
                            "--title",
                            "t",
                            "--url",
                            "http://" + server.name());

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.errLines())
                    .containsExactly(
                            "%s gave no answer, so it may be published or not: a second try is safe if both have the same --idempotency-key."
                                    .formatted(server.name()));
        }
    }

    private static String response(int status, String body) {
        return "HTTP/1.1 %d Any\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                .formatted(status, body.length(), body);
    }

    private CommandLineRun publish(String... options) {
        return CommandLineRun.of(with(new String[] {"publish", "--url", url}, options));
    }

    private String published(String... users) {
        var run = publish(with(users, "--title", "t"));
        assertThat(run.err()).isEmpty();
        return run.out().strip();
    }

    private CommandLineRun deliveries(String... options) {
        return CommandLineRun.of(with(new String[] {"deliveries", "--url", url}, options));
    }

    private static String[] with(String[] words, String... more) {
        return Stream.of(words, more).flatMap(Stream::of).toArray(String[]::new);
    }

    private List<Notification> inboxOf(String user) {
        return injector
                .getInstance(ListNotifications.class)
                .handle(
                        new ListNotifications.Input(
                                new UserId(user), Optional.empty(), 100, Optional.empty()))
                .items()
                .stream()
                .map(NotificationPage.Item::notification)
                .toList();
    }
}
