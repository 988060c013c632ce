package io.fundwire.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.domain.channel.Author;
import io.fundwire.domain.channel.ChannelMessage;
import io.fundwire.domain.channel.ChannelMessageDelivery;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelRefused;
import io.fundwire.domain.channel.History;
import io.fundwire.domain.channel.LastOfPage;
import io.fundwire.domain.channel.Position;
import io.fundwire.domain.channel.Published;
import io.fundwire.domain.channel.Subscribed;
import io.fundwire.domain.channel.Unsubscribed;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.conversation.ConversationId;
import io.fundwire.domain.conversation.TypingChanged;
import io.fundwire.domain.health.HealthStatus;
import io.fundwire.domain.health.Latency;
import io.fundwire.domain.health.Memory;
import io.fundwire.domain.health.SystemHealth;
import io.fundwire.domain.message.Envelope;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.ErrorReport;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.Payload;
import io.fundwire.domain.message.RequestRef;
import io.fundwire.domain.message.ServerMessage;
import io.fundwire.domain.notification.Action;
import io.fundwire.domain.notification.DeliveryRecord;
import io.fundwire.domain.notification.InboxStatus;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationAcked;
import io.fundwire.domain.notification.NotificationCounts;
import io.fundwire.domain.notification.NotificationDelivery;
import io.fundwire.domain.notification.NotificationId;
import io.fundwire.domain.notification.NotificationPage;
import io.fundwire.domain.notification.NotificationWithdrawn;
import io.fundwire.domain.notification.Severity;
import io.fundwire.domain.notification.Unread;
import io.fundwire.domain.resume.RenewedResumeToken;
import io.fundwire.domain.resume.Resumed;
import io.fundwire.domain.resume.ResumedChannel;
import io.fundwire.domain.session.HeartbeatAck;
import io.fundwire.domain.session.ReconnectAdvice;
import io.fundwire.domain.session.ReconnectWindow;
import io.fundwire.domain.session.Welcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class JsonFormatTest {

    private static final JsonMapper MAPPER = JsonDialect.mapper();
    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");
    private static final ClientId ALICE = new ClientId("client_1_a");
    private static final UserId ALICE_USER = new UserId("alice");
    private static final ChannelName CHANNEL = new ChannelName("document:7");

    private final JsonFormat format = new JsonFormat(MAPPER);

    // ---- the envelope

    @Test
    void anAnswerNamesTheAskerAndTheRequest() {
        var envelope = Envelope.answer(ALICE, new RequestRef("7", NOW), new HeartbeatAck(NOW), NOW);

        assertThat(write(envelope))
                .isEqualTo(
                        """
                        {"type":"heartbeat-ack","timestamp":"2026-11-23T01:00:00.000Z",\
                        "clientId":"client_1_a","replyTo":"7",\
                        "data":{"serverTime":"2026-11-23T01:00:00.000Z"}}\
                        """);
    }

    @Test
    void anAnswerToARequestWithoutIdNamesNone() {
        var envelope =
                Envelope.answer(ALICE, new RequestRef(null, NOW), new HeartbeatAck(NOW), NOW);

        assertThat(write(envelope))
                .isEqualTo(
                        """
                        {"type":"heartbeat-ack","timestamp":"2026-11-23T01:00:00.000Z",\
                        "clientId":"client_1_a",\
                        "data":{"serverTime":"2026-11-23T01:00:00.000Z"}}\
                        """);
    }

    @Test
    void aMessageAboutAClientNamesIt() {
        assertThat(write(Envelope.about(ALICE, new HeartbeatAck(NOW), NOW)))
                .startsWith(
                        """
                        {"type":"heartbeat-ack","timestamp":"2026-11-23T01:00:00.000Z",\
                        "clientId":"client_1_a","data":{\
                        """);
    }

    @Test
    void aMessageAboutNoClientNamesNone() {
        assertThat(write(Envelope.of(new HeartbeatAck(NOW), NOW)))
                .startsWith(
                        """
                        {"type":"heartbeat-ack","timestamp":"2026-11-23T01:00:00.000Z",\
                        "data":{\
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T01:00:00Z",
                "2026-11-23T01:00:00.5Z",
                "2026-11-23T01:00:00.123456789Z"
            })
    void timestampsHaveThreeDigitsOfMilliseconds(Instant instant) {
        var message = MAPPER.readTree(write(Envelope.of(new HeartbeatAck(instant), instant)));

        String pattern = "2026-11-23T01:00:00\\.\\d{3}Z";
        assertThat(message.at("/timestamp").stringValue()).matches(pattern);
        assertThat(message.at("/data/serverTime").stringValue()).matches(pattern);
    }

    @Test
    void aMessageWithoutFieldsHasEmptyData() {
        assertThat(data(new Empty())).isEqualTo("{}");
    }

    @Test
    void knowsItsSizeInBytes() {
        var encoded = format.encode(Envelope.of(new ReconnectAdvice(1, "é📈"), NOW));

        assertThat(encoded.size()).isEqualTo(encoded.view().remaining());
        assertThat(UTF_8.decode(encoded.view()).toString()).contains("é📈");
    }

    // ---- every message

    @Test
    void connection() {
        var welcome =
                new Welcome(
                        ALICE,
                        ALICE_USER,
                        NOW,
                        List.of("heartbeat", "notifications"),
                        30_000,
                        16_384,
                        "AQ-_",
                        new ReconnectWindow(200, 2000));

        assertThat(write(Envelope.about(ALICE, welcome, NOW)))
                .isEqualTo(
                        """
                        {"type":"connection","timestamp":"2026-11-23T01:00:00.000Z",\
                        "clientId":"client_1_a",\
                        "data":{"clientId":"client_1_a","userId":"alice",\
                        "serverTime":"2026-11-23T01:00:00.000Z",\
                        "features":["heartbeat","notifications"],\
                        "heartbeatInterval":30000,"maxPayload":16384,"resumeToken":"AQ-_",\
                        "reconnect":{"minMillis":200,"maxMillis":2000}}}\
                        """);
    }

    @Test
    void resumed() {
        var channels = new LinkedHashMap<ChannelName, ResumedChannel>();
        channels.put(new ChannelName("job:7"), ResumedChannel.from(new Position("e1", 9), true, 2));
        channels.put(
                new ChannelName("conversation:42"),
                ResumedChannel.from(new Position("e2", 0), false, 0));
        channels.put(
                new ChannelName("mail:1"), ResumedChannel.refused(ErrorCode.NOT_FOUND, "None."));

        assertThat(data(new Resumed(true, ALICE, channels)))
                .isEqualTo(
                        """
                        {"resumed":true,"clientId":"client_1_a","channels":{\
                        "job:7":{"recovered":true,"missed":2,\
                        "position":{"epoch":"e1","offset":9}},\
                        "conversation:42":{"recovered":false,"missed":0,\
                        "position":{"epoch":"e2","offset":0}},\
                        "mail:1":{"recovered":false,"missed":0,\
                        "error":{"code":"not-found","message":"None."}}}}\
                        """);
        assertThat(data(new Resumed(false, ALICE, Map.of())))
                .isEqualTo("{\"resumed\":false,\"clientId\":\"client_1_a\",\"channels\":{}}");
    }

    @Test
    void resumeToken() {
        assertThat(data(new RenewedResumeToken("AQ-_"))).isEqualTo("{\"resumeToken\":\"AQ-_\"}");
    }

    @Test
    void heartbeatAck() {
        assertThat(data(new HeartbeatAck(NOW)))
                .isEqualTo("{\"serverTime\":\"2026-11-23T01:00:00.000Z\"}");
    }

    @Test
    void error() {
        assertThat(data(new ErrorReport(ErrorCode.NOT_FOUND, "There is none.")))
                .isEqualTo("{\"code\":\"not-found\",\"message\":\"There is none.\"}");
    }

    @ParameterizedTest
    @EnumSource
    void errorCodesAreWrittenAsTheProtocolNamesThem(ErrorCode code) {
        String name =
                switch (code) {
                    case MALFORMED_JSON -> "malformed-json";
                    case INVALID_MESSAGE -> "invalid-message";
                    case UNKNOWN_TYPE -> "unknown-type";
                    case CLIENT_MISMATCH -> "client-mismatch";
                    case NOT_SUBSCRIBED -> "not-subscribed";
                    case CONFLICT -> "conflict";
                    case NOT_FOUND -> "not-found";
                    case FORBIDDEN -> "forbidden";
                    case RATE_LIMITED -> "rate-limited";
                    case TOO_LARGE -> "too-large";
                    case UNAVAILABLE -> "unavailable";
                    case INTERNAL -> "internal";
                };

        assertThat(data(new ErrorReport(code, "")))
                .isEqualTo("{\"code\":\"%s\",\"message\":\"\"}".formatted(name));
    }

    @Test
    void reconnect() {
        assertThat(data(new ReconnectAdvice(1234, "The server is restarting.")))
                .isEqualTo("{\"delayMillis\":1234,\"reason\":\"The server is restarting.\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"typing-start", "typing-stop"})
    void typing(String type) {
        var change =
                new TypingChanged(
                        type,
                        new ConversationId("42"),
                        ALICE,
                        ALICE_USER,
                        List.of(ALICE_USER, new UserId("bob")),
                        2,
                        8000);

        assertThat(write(Envelope.about(ALICE, change, NOW)))
                .isEqualTo(
                        """
                        {"type":"%s","timestamp":"2026-11-23T01:00:00.000Z",\
                        "clientId":"client_1_a",\
                        "data":{"conversationId":"42","clientId":"client_1_a",\
                        "userId":"alice","typing":["alice","bob"],"count":2,\
                        "ttlMillis":8000}}\
                        """
                                .formatted(type));
    }

    @Test
    void typingWhenNobodyTypesAnyMore() {
        var change =
                new TypingChanged(
                        "typing-stop", ConversationId.LOBBY, ALICE, ALICE_USER, List.of(), 0, 8000);

        assertThat(data(change)).contains("\"typing\":[],\"count\":0");
    }

    @Test
    void notificationWithAllFields() {
        var notification =
                new Notification(
                        new NotificationId("ntf_1"),
                        "Report ready",
                        "Q3 is there.",
                        Severity.WARNING,
                        "reports",
                        "/reports/q3",
                        List.of(
                                new Action("open", "Open", "primary"),
                                new Action("later", "Later", null)),
                        new Payload("{\"fund\":[7, null],\"amount\":12345678901234567.890}"),
                        NOW,
                        NOW.plusSeconds(60));

        assertThat(write(Envelope.of(new NotificationDelivery(notification, true), NOW)))
                .isEqualTo(
                        """
                        {"type":"notification","timestamp":"2026-11-23T01:00:00.000Z",\
                        "data":{"notificationId":"ntf_1","title":"Report ready",\
                        "body":"Q3 is there.","severity":"warning","category":"reports",\
                        "link":"/reports/q3",\
                        "actions":[{"id":"open","label":"Open","style":"primary"},\
                        {"id":"later","label":"Later"}],\
                        "payload":{"fund":[7, null],"amount":12345678901234567.890},\
                        "createdAt":"2026-11-23T01:00:00.000Z",\
                        "expiresAt":"2026-11-23T01:01:00.000Z","redelivered":true}}\
                        """);
    }

    @Test
    void notificationWithoutOptionalFields() {
        var notification =
                new Notification(
                        new NotificationId("ntf_1"),
                        "Report ready",
                        "Q3 is there.",
                        Severity.INFO,
                        null,
                        null,
                        List.of(),
                        null,
                        NOW,
                        NOW.plusSeconds(60));

        assertThat(data(new NotificationDelivery(notification, false)))
                .isEqualTo(
                        """
                        {"notificationId":"ntf_1","title":"Report ready",\
                        "body":"Q3 is there.","severity":"info",\
                        "createdAt":"2026-11-23T01:00:00.000Z",\
                        "expiresAt":"2026-11-23T01:01:00.000Z","redelivered":false}\
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "null", "\"text\"", "[1,2]", "{}"})
    void aPayloadIsAnyJsonValue(String json) {
        assertThat(data(withPayload(json))).contains("\"payload\":" + json + ",");
    }

    // ---- channels

    @Test
    void subscribed() {
        assertThat(data(new Subscribed(CHANNEL, new Position("e1", 9), true, 2)))
                .isEqualTo(
                        """
                        {"channel":"document:7","position":{"epoch":"e1","offset":9},\
                        "recovered":true,"missed":2}\
                        """);
    }

    @Test
    void unsubscribed() {
        assertThat(data(new Unsubscribed(CHANNEL))).isEqualTo("{\"channel\":\"document:7\"}");
    }

    @Test
    void published() {
        assertThat(data(new Published(CHANNEL, 9)))
                .isEqualTo("{\"channel\":\"document:7\",\"offset\":9}");
    }

    @Test
    void messageWithAllFields() {
        var message = channelMessage("progress", new Author(ALICE_USER, ALICE));
        var delivery = new ChannelMessageDelivery(message, new Position("e1", 12));
        String expected =
                """
                {"channel":"document:7","event":"e","payload":{"amount":1.10, "n":1E+400},\
                "key":"progress","offset":9,\
                "from":{"userId":"alice","clientId":"client_1_a"},\
                "publishedAt":"2026-11-23T01:00:00.000Z",\
                "position":{"epoch":"e1","offset":12}}\
                """;

        assertThat(data(delivery)).isEqualTo(expected);
        assertThat(data(new LastOfPage(delivery))).isEqualTo(expected);
    }

    @Test
    void messageWithoutOptionalFields() {
        var delivery =
                new ChannelMessageDelivery(channelMessage(null, null), new Position("e1", 9));

        assertThat(data(delivery))
                .isEqualTo(
                        """
                        {"channel":"document:7","event":"e",\
                        "payload":{"amount":1.10, "n":1E+400},\
                        "offset":9,"publishedAt":"2026-11-23T01:00:00.000Z",\
                        "position":{"epoch":"e1","offset":9}}\
                        """);
    }

    @Test
    void history() {
        assertThat(data(new History(CHANNEL, List.of(channelMessage(null, null)), 9L)))
                .isEqualTo(
                        """
                        {"channel":"document:7","messages":[\
                        {"channel":"document:7","event":"e",\
                        "payload":{"amount":1.10, "n":1E+400},\
                        "offset":9,"publishedAt":"2026-11-23T01:00:00.000Z"}],"next":9}\
                        """);
        assertThat(data(new History(CHANNEL, List.of(), null)))
                .isEqualTo("{\"channel\":\"document:7\",\"messages\":[]}");
    }

    @Test
    void whatIsRefusedOnAChannelIsAnErrorLikeAnyOther() {
        assertThat(data(new ChannelRefused(ErrorCode.FORBIDDEN, "No.")))
                .isEqualTo("{\"code\":\"forbidden\",\"message\":\"No.\"}");
    }

    private static ChannelMessage channelMessage(String key, Author from) {
        var payload = new Payload("{\"amount\":1.10, \"n\":1E+400}");
        return new ChannelMessage(CHANNEL, "e", payload, key, 9, from, NOW);
    }

    @Test
    void notificationAcked() {
        var id = new NotificationId("ntf_1");

        assertThat(data(new NotificationAcked(id, InboxStatus.DISMISSED, "open", NOW)))
                .isEqualTo(
                        """
                        {"notificationId":"ntf_1","status":"dismissed","actionId":"open",\
                        "acknowledgedAt":"2026-11-23T01:00:00.000Z"}\
                        """);
        assertThat(data(new NotificationAcked(id, InboxStatus.READ, null, NOW)))
                .isEqualTo(
                        """
                        {"notificationId":"ntf_1","status":"read",\
                        "acknowledgedAt":"2026-11-23T01:00:00.000Z"}\
                        """);
    }

    @ParameterizedTest
    @EnumSource
    void notificationAckedSaysWhereItStandsWhateverThatIs(InboxStatus status) {
        String word =
                switch (status) {
                    case PENDING -> "pending";
                    case DELIVERED -> "delivered";
                    case RECEIVED -> "received";
                    case READ -> "read";
                    case DISMISSED -> "dismissed";
                    case EXPIRED -> "expired";
                    case WITHDRAWN -> "withdrawn";
                };

        assertThat(data(new NotificationAcked(new NotificationId("ntf_1"), status, null, NOW)))
                .contains("\"status\":\"%s\"".formatted(word));
    }

    @Test
    void notificationWithdrawn() {
        assertThat(data(new NotificationWithdrawn(new NotificationId("ntf_1"))))
                .isEqualTo("{\"notificationId\":\"ntf_1\"}");
    }

    @Test
    void unread() {
        assertThat(data(new Unread(3, 17))).isEqualTo("{\"count\":3,\"version\":17}");
    }

    @Test
    void notifications() {
        var page =
                new NotificationPage(
                        List.of(
                                new NotificationPage.Item(
                                        least("ntf_2"), InboxStatus.READ, "open", NOW),
                                new NotificationPage.Item(
                                        least("ntf_1"), InboxStatus.PENDING, null, null)),
                        "17",
                        4);

        assertThat(data(page))
                .isEqualTo(
                        """
                        {"items":[\
                        {"notificationId":"ntf_2","title":"Report ready",\
                        "body":"Q3 is there.","severity":"info",\
                        "createdAt":"2026-11-23T01:00:00.000Z",\
                        "expiresAt":"2026-11-23T01:01:00.000Z",\
                        "status":"read","actionId":"open",\
                        "acknowledgedAt":"2026-11-23T01:00:00.000Z"},\
                        {"notificationId":"ntf_1","title":"Report ready",\
                        "body":"Q3 is there.","severity":"info",\
                        "createdAt":"2026-11-23T01:00:00.000Z",\
                        "expiresAt":"2026-11-23T01:01:00.000Z",\
                        "status":"pending"}],\
                        "next":"17","unread":4}\
                        """);
    }

    @Test
    void notificationsWhereThereAreNone() {
        assertThat(data(new NotificationPage(List.of(), null, 0)))
                .isEqualTo("{\"items\":[],\"unread\":0}");
    }

    // ---- what only HTTP tells

    @Test
    void aDeliveryRecordWithAllFields() {
        var ending = new DeliveryRecord.Ending(DeliveryRecord.Ending.Reason.TTL_PASSED, at(8));
        var delivery =
                new DeliveryRecord(
                        ALICE_USER,
                        InboxStatus.EXPIRED,
                        at(1),
                        at(2),
                        at(3),
                        at(4),
                        at(5),
                        at(6),
                        at(7),
                        "open",
                        ending);

        assertThat(MAPPER.writeValueAsString(delivery))
                .isEqualTo(
                        """
                        {"userId":"alice","status":"expired",\
                        "firstQueuedAt":"2026-11-23T01:00:01.000Z",\
                        "lastQueuedAt":"2026-11-23T01:00:02.000Z",\
                        "firstWrittenAt":"2026-11-23T01:00:03.000Z",\
                        "lastWrittenAt":"2026-11-23T01:00:04.000Z",\
                        "receivedAt":"2026-11-23T01:00:05.000Z",\
                        "readAt":"2026-11-23T01:00:06.000Z",\
                        "dismissedAt":"2026-11-23T01:00:07.000Z",\
                        "actionId":"open","reason":"ttl-passed",\
                        "endedAt":"2026-11-23T01:00:08.000Z"}\
                        """);
    }

    @Test
    void aDeliveryRecordOfWhatNothingHappenedTo() {
        var delivery =
                new DeliveryRecord(
                        ALICE_USER,
                        InboxStatus.PENDING,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);

        assertThat(MAPPER.writeValueAsString(delivery))
                .isEqualTo("{\"userId\":\"alice\",\"status\":\"pending\"}");
    }

    private static Instant at(int seconds) {
        return NOW.plusSeconds(seconds);
    }

    private static Notification least(String id) {
        return new Notification(
                new NotificationId(id),
                "Report ready",
                "Q3 is there.",
                Severity.INFO,
                null,
                null,
                List.of(),
                null,
                NOW,
                NOW.plusSeconds(60));
    }

    @Test
    void systemHealth() {
        assertThat(data(health(HealthStatus.HEALTHY, List.of())))
                .isEqualTo(
                        """
                        {"status":"healthy","connectedClients":3,"messagesSent":10,\
                        "messagesReceived":20,"uptime":60,"version":"0.1.0","node":"node-1",\
                        "memory":{"usedBytes":1000,"maxBytes":2000},\
                        "latency":{"p50Millis":0.5,"p99Millis":2.0},\
                        "notifications":{"published":4,"delivered":3,"acknowledged":2,\
                        "pending":1}}\
                        """);
    }

    @Test
    void systemHealthWithReasons() {
        assertThat(data(health(HealthStatus.DEGRADED, List.of("The disk is full."))))
                .startsWith("{\"status\":\"degraded\",\"reasons\":[\"The disk is full.\"],");
        assertThat(data(health(HealthStatus.DRAINING, List.of())))
                .startsWith("{\"status\":\"draining\",\"connectedClients\":3,");
    }

    // ---- text

    @Test
    void quotesAndControlCharactersAreEscaped() {
        assertThat(data(new ReconnectAdvice(0, "\" \\ \n \r \t \b \f \0 \u001f")))
                .contains("\"reason\":\"\\\" \\\\ \\n \\r \\t \\b \\f \\u0000 \\u001F\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "é 漢 😀 👩‍👩‍👧",
                "</script><!-- & ' \" -->",
                "\u2028 \u2029 \u007f \u0085 \ufeff \uffff",
                "\0\1\2\n\r\t",
                ""
            })
    void textOfAnyKindIsReadAsItWasWritten(String text) {
        var message = MAPPER.readTree(data(new ReconnectAdvice(0, text)));

        assertThat(message.get("reason").stringValue()).isEqualTo(text);
    }

    @Test
    void textOfAnyKindPassesWhereverAClientPutsIt() {
        String text = "\"😀\\</script>\u0001";
        var change =
                new TypingChanged(
                        "typing-start",
                        new ConversationId(text),
                        ALICE,
                        new UserId("\"😀\\</script>"),
                        List.of(),
                        1,
                        1);
        var request = new RequestRef(text, NOW);

        var message = MAPPER.readTree(write(Envelope.answer(ALICE, request, change, NOW)));

        assertThat(message.at("/replyTo").stringValue()).isEqualTo(text);
        assertThat(message.at("/data/conversationId").stringValue()).isEqualTo(text);
        assertThat(message.at("/data/userId").stringValue()).isEqualTo("\"😀\\</script>");
    }

    private String write(Envelope envelope) {
        return UTF_8.decode(format.encode(envelope).view()).toString();
    }

    private String data(ServerMessage message) {
        String all = write(Envelope.of(message, NOW));
        String start =
                "{\"type\":\"%s\",\"timestamp\":\"2026-11-23T01:00:00.000Z\",\"data\":"
                        .formatted(message.type());
        assertThat(all).startsWith(start).endsWith("}");
        return all.substring(start.length(), all.length() - 1);
    }

    private static NotificationDelivery withPayload(String json) {
        return new NotificationDelivery(
                new Notification(
                        new NotificationId("ntf_1"),
                        "title",
                        "body",
                        Severity.INFO,
                        null,
                        null,
                        List.of(),
                        new Payload(json),
                        NOW,
                        NOW),
                false);
    }

    private static SystemHealth health(HealthStatus status, List<String> reasons) {
        return new SystemHealth(
                status,
                reasons,
                3,
                10,
                20,
                60,
                "0.1.0",
                "node-1",
                new Memory(1000, 2000),
                new Latency(0.5, 2.0),
                new NotificationCounts(4, 3, 2, 1));
    }

    private record Empty() implements ServerMessage {

        @Override
        public String type() {
            return "empty";
        }

        @Override
        public Lane lane() {
            return Lane.CONTROL;
        }
    }
}
