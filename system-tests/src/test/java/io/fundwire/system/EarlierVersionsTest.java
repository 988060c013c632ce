package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whoever starts a newer version on the data of an older one loses nothing. How that data came to
/// be is told in the README beside it.
class EarlierVersionsTest {

    private static final String EVERYTHING =
            """
            {"title": "Approve order 4711?", "body": "30 shares, \\"zwölf Stück\\" 🎉",
             "severity": "warning", "category": "orders", "link": "/orders/4711",
             "actions": [{"id": "approve", "label": "Approve", "style": "primary"},
                         {"id": "reject", "label": "Reject"}],
             "payload": {"order": 4711, "lines": [{"isin": "DE0005140008", "price": 12.5}],
                         "note": null}}
            """;

    @TempDir private Path data;

    @ParameterizedTest
    @CsvSource({
        "v1, ntf_1a208922b0c_9e364e814f6bb140, 2026-11-23T13:22:06.744Z",
        "v2, ntf_1a2093a06f6_b72ff71eb579cd20, 2026-11-23T16:25:27.571Z"
    })
    void whatTheyKeptIsDeliveredAndWhatWasAnsweredStaysSo(
            String version, String answered, String answeredAt) throws IOException {
        try (InputStream file =
                getClass()
                        .getResourceAsStream(
                                "/data-directories/%s/fundwire.db".formatted(version))) {
            Files.copy(file, data.resolve("fundwire.db"));
        }
        try (var server = RunningServer.start("--data-dir", data.toString())) {
            var toAlice = OpenInbox.read(server, "alice");
            assertThat(toAlice)
                    .extracting(EarlierVersionsTest::title)
                    .containsExactly(
                            "Waits for Alice", "Approve order 4711?", "For two", "For everyone");
            assertThat(toAlice).extracting(EarlierVersionsTest::redelivered).containsOnly(false);
            JsonNode expected = Json.parse(EVERYTHING);
            assertThat(expected.propertyNames())
                    .allSatisfy(field ->
                            assertThat(toAlice.get(1).path(field)).isEqualTo(expected.path(field)));

            var toBob = OpenInbox.read(server, "bob");
            assertThat(toBob)
                    .extracting(EarlierVersionsTest::title)
                    .containsExactly("Delivered to Bob", "For everyone");
            assertThat(toBob)
                    .extracting(EarlierVersionsTest::redelivered)
                    .containsExactly(true, false);

            assertThat(OpenInbox.titles(server, "dave")).containsExactly("For two");

            try (var carol = JdkClient.connect(server.webSocket("?user=carol"))) {
                carol.await("connection");
                assertThat(OpenInbox.read(server, "carol", carol))
                        .extracting(EarlierVersionsTest::title)
                        .containsExactly("For everyone");

                carol.send(
                        """
                        {"type": "notification-ack",
                         "data": {"notificationId": "%s", "status": "received"}}
                        """
                                .formatted(answered));
                assertThat(carol.await("notification-acked").path("data"))
                        .isEqualTo(
                                Json.parse(
                                        """
                                        {"notificationId": "%s", "status": "read",
                                         "actionId": "approve", "acknowledgedAt": "%s"}
                                        """
                                                .formatted(answered, answeredAt)));
            }
        }
    }

    private static String title(JsonNode notification) {
        return notification.path("title").asString("");
    }

    private static boolean redelivered(JsonNode notification) {
        return notification.path("redelivered").asBoolean();
    }
}
