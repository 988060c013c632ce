package io.fundwire.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.adapters.json.fixtures.Gateway;
import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Publisher;
import io.fundwire.application.fixtures.Stores;
import io.fundwire.application.fixtures.UnreliableStore;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.session.CloseReason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

class MessageDispatcherTest {

    private static final String HEARTBEAT = "{\"type\":\"heartbeat\"}";
    private static final String ACK =
            "{\"type\":\"notification-ack\",\"data\":{\"notificationId\":\"none\"},\"id\":\"a\"}";

    private final VirtualClock clock = new VirtualClock();
    private final Gateway gateway = Gateway.on(clock);
    private final DirectClient alice = new DirectClient(gateway, "alice");

    // ---- answers and errors

    @Test
    void answersWhatTheUseCaseAnswers() {
        JsonNode answer = alice.askForOne("{\"type\":\"heartbeat\",\"id\":\"7\"}");

        assertThat(text(answer, "/type")).isEqualTo("heartbeat-ack");
        assertThat(text(answer, "/data/serverTime")).isEqualTo("2026-11-23T01:00:00.000Z");
        assertThat(text(answer, "/replyTo")).isEqualTo("7");
        assertThat(text(answer, "/clientId")).isEqualTo(alice.id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"id":"7"                                                    | malformed-json
                    {"type":"heartbeat","id":"7","id":"7"}                       | malformed-json
                    {"type":"heartbeat","id":"7"} {}                             | malformed-json
                    {"type":"heartbeat","id":""}                                 | invalid-message
                    {"id":"7"}                                                   | invalid-message
                    {"type":"heartbeat","data":7,"id":"7"}                       | invalid-message
                    {"type":"typing-start","data":{"conversationId":0},"id":"7"} | invalid-message
                    {"type":"notification-ack","id":"7"}                         | invalid-message
                    {"type":"","id":"7"}                                         | invalid-message
                    {"type":"fly","id":"7"}                                      | unknown-type
                    {"type":"fly"}                                               | unknown-type
                    {"type":"error","id":"7"}                                    | unknown-type
                    {"type":"Heartbeat","id":"7"}                                | unknown-type
                    {"type":"heartbeat","clientId":"client_1_x","id":"7"}        | client-mismatch
                    {"type":"fly","clientId":"client_1_x","id":"7"}              | client-mismatch
                    {"type":"notification-ack","data":{"notificationId":"no"}}   | not-found
                    """)
    void answersAMistakeWithItsCodeAndTheRequestsId(String text, String code) {
        JsonNode error = alice.askForOne(text);

        boolean hadAnId = !code.equals("malformed-json") && text.contains("\"id\":\"7\"");
        assertThat(text(error, "/type")).isEqualTo("error");
        assertThat(text(error, "/data/code")).isEqualTo(code);
        assertThat(text(error, "/data/message")).isNotBlank();
        assertThat(text(error, "/replyTo")).isEqualTo(hadAnId ? "7" : null);
        assertThat(text(error, "/clientId")).isEqualTo(alice.id());
        assertThat(alice.closed()).isEmpty();
    }

    @Test
    void namesTheFieldThatIsWrong() {
        JsonNode error =
                alice.askForOne("{\"type\":\"typing-start\",\"data\":{\"conversationId\":[1]}}");

        assertThat(text(error, "/data/message"))
                .isEqualTo("data.conversationId must be text of 1 to 128 characters.");
    }

    @Test
    void takesTheClientsOwnId() {
        JsonNode answer =
                alice.askForOne(
                        "{\"type\":\"heartbeat\",\"clientId\":\"%s\"}".formatted(alice.id()));

        assertThat(text(answer, "/type")).isEqualTo("heartbeat-ack");
    }

    @Test
    void refusesTheIdOfAnotherClientOfTheSameUser() {
        var tab = new DirectClient(gateway, "alice");

        JsonNode error =
                alice.askForOne("{\"type\":\"heartbeat\",\"clientId\":\"%s\"}".formatted(tab.id()));

        assertThat(text(error, "/data/code")).isEqualTo("client-mismatch");
        assertThat(tab.received()).isEmpty();
    }

    @Test
    void aRequestOfAnotherClientHasNoEffect() {
        var bob = new DirectClient(gateway, "bob");

        alice.send("{\"type\":\"typing-start\",\"clientId\":\"%s\"}".formatted(bob.id()));

        assertThat(alice.received()).hasSize(1);
        assertThat(bob.received()).isEmpty();
    }

    @Test
    void refusesToTypeInTooManyConversations() {
        for (int i = 0; i < 128; i++) {
            clock.advance(Duration.ofSeconds(1));
            assertThat(alice.ask(typing("c" + i))).isEmpty();
        }

        JsonNode error = alice.askForOne(typing("one more"));

        assertThat(text(error, "/data/code")).isEqualTo("forbidden");
        assertThat(alice.ask(typing("c0"))).isEmpty();
    }

    @Test
    void aFaultIsReportedAndItsTextKeptToItself() {
        var broken =
                Gateway.of(
                        Core.Settings.defaults()
                                .with(() -> {
                                    throw new IllegalStateException("jdbc:secret");
                                }),
                        clock);
        var client = new DirectClient(broken, "alice");

        JsonNode error = client.askForOne("{\"type\":\"system-health-request\",\"id\":\"7\"}");

        assertThat(text(error, "/type")).isEqualTo("error");
        assertThat(text(error, "/data/code")).isEqualTo("internal");
        assertThat(text(error, "/replyTo")).isEqualTo("7");
        assertThat(error.toString()).doesNotContain("secret").doesNotContain("Exception");
        assertThat(broken.core.faults.places()).containsExactly("system-health-request");
        assertThat(client.closed()).isEmpty();
        assertThat(text(client.askForOne(HEARTBEAT), "/type")).isEqualTo("heartbeat-ack");
    }

    @Test
    void aMistakeIsNoFault() {
        alice.send("{\"type\":\"typing-start\",\"data\":{\"conversationId\":1}}");
        alice.send("{\"type\":\"fly\"}");
        alice.send("?");

        assertThat(gateway.core.faults.places()).isEmpty();
    }

    @Test
    void aNumberOfAnySizeIsNoFault() {
        for (String number : List.of("1".repeat(999), "1".repeat(2000), "1e99999999999", "-0.0")) {
            alice.send("{\"type\":\"typing-start\",\"data\":{\"n\":%s}}".formatted(number));
        }

        assertThat(gateway.core.faults.places()).isEmpty();
    }

    @Test
    void answersBearTheTimeAtWhichTheRequestWasRead() {
        clock.advance(Duration.ofMillis(1234));

        alice.send(HEARTBEAT);

        assertThat(alice.waiting().getFirst().envelope().request().readAt())
                .isEqualTo(VirtualClock.START.plusMillis(1234));
    }

    @Test
    void countsEveryMessageReceivedAndWhoseItIs() {
        alice.send(HEARTBEAT);
        alice.send("?");
        alice.send("{\"type\":\"fly\"}");
        alice.send("{\"type\":\"heartbeat\",\"clientId\":\"x\"}");
        sendTimes(200, HEARTBEAT);

        new DirectClient(gateway, "bob").send(HEARTBEAT);

        assertThat(gateway.core.traffic.received()).isEqualTo(205);
        assertThat(alice.exchanged().received()).isEqualTo(204);
    }

    /// Or else whoever makes types up would use up what the server has room for.
    @Test
    void recordsEveryMessageByATypeThatThereIs() {
        alice.send(HEARTBEAT);
        alice.send("?");
        alice.send("{\"type\":\"fly\"}");
        alice.send("{\"type\":\"heartbeat\",\"clientId\":\"x\"}");
        alice.send(ACK);

        assertThat(alice.typesReceived())
                .containsExactly("heartbeat", "other", "other", "heartbeat", "notification-ack");
    }

    // ---- rates

    @Test
    void aBurstOf100MessagesPasses() {
        sendTimes(100, HEARTBEAT);

        assertThat(types(alice.received())).hasSize(100).containsOnly("heartbeat-ack");
    }

    @Test
    void overTheRateAMessageIsDroppedAndTheClientToldOnceASecond() {
        sendTimes(100, HEARTBEAT);
        alice.received();

        JsonNode error = alice.askForOne("{\"type\":\"heartbeat\",\"id\":\"over\"}");
        assertThat(text(error, "/data/code")).isEqualTo("rate-limited");
        assertThat(text(error, "/replyTo")).isEqualTo("over");

        sendTimes(50, HEARTBEAT);
        assertThat(alice.received()).isEmpty();

        clock.advance(Duration.ofMillis(999));
        sendTimes(60, HEARTBEAT);
        assertThat(types(alice.received())).hasSize(49).containsOnly("heartbeat-ack");

        clock.advance(Duration.ofMillis(1));
        sendTimes(60, HEARTBEAT);
        assertThat(codes(alice.received())).containsOnlyOnce("rate-limited");
        assertThat(alice.closed()).isEmpty();
    }

    @Test
    void theRateRecoversWithTime() {
        sendTimes(150, HEARTBEAT);
        alice.received();

        clock.advance(Duration.ofSeconds(1));
        sendTimes(50, HEARTBEAT);

        assertThat(types(alice.received())).hasSize(50).containsOnly("heartbeat-ack");
    }

    @Test
    void aClientPaysForItselfOnly() {
        var bob = new DirectClient(gateway, "bob");

        sendTimes(200, HEARTBEAT);

        assertThat(text(bob.askForOne(HEARTBEAT), "/type")).isEqualTo("heartbeat-ack");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "{\"id\":\"7\"}",
                "{\"type\":\"fly\"}",
                "{\"type\":\"heartbeat\",\"clientId\":\"x\"}",
                "{\"type\":\"typing-start\",\"data\":{\"conversationId\":7}}",
                "{\"type\":\"system-health-request\"}",
                "{\"type\":\"typing-stop\"}"
            })
    void whateverIsSentCountsAgainstTheRate(String text) {
        sendTimes(100, text);
        alice.received();

        JsonNode error = alice.askForOne(HEARTBEAT);

        assertThat(text(error, "/data/code")).isEqualTo("rate-limited");
    }

    @Test
    void whatIsDroppedHasNoEffect() {
        var bob = new DirectClient(gateway, "bob");
        sendTimes(100, HEARTBEAT);

        alice.send("{\"type\":\"typing-start\"}");

        assertThat(bob.received()).isEmpty();
    }

    @Test
    void whoIsOverTheRateFor10SecondsIsToldSoAndClosed() {
        sendTimes(101, HEARTBEAT);
        for (int tenths = 0; tenths < 99; tenths++) {
            clock.advance(Duration.ofMillis(100));
            sendTimes(6, HEARTBEAT);
            alice.received();
        }
        assertThat(alice.closed()).isEmpty();

        clock.advance(Duration.ofMillis(100));
        sendTimes(6, HEARTBEAT);

        assertThat(alice.closed()).contains(CloseReason.TOO_FAST);
        JsonNode farewell = alice.received().getLast();
        assertThat(text(farewell, "/data/code")).isEqualTo("rate-limited");
        assertThat(farewell.has("replyTo")).isFalse();
        assertThat(alice.ask(HEARTBEAT)).isEmpty();
    }

    @Test
    void aQuietSecondIsForgiven() {
        for (int seconds = 0; seconds < 60; seconds += 2) {
            sendTimes(150, HEARTBEAT);
            alice.received();
            clock.advance(Duration.ofSeconds(2));
        }

        assertThat(alice.closed()).isEmpty();
    }

    @Test
    void theFirstAcknowledgementOfEachNotificationUsesUpNoMessage() {
        var sent = notifications(60);

        sent.forEach(id -> alice.send(ack(id)));
        assertThat(types(alice.received())).hasSize(60).containsOnly("notification-acked");

        sendTimes(100, HEARTBEAT);
        assertThat(types(alice.received())).hasSize(100).containsOnly("heartbeat-ack");
    }

    @Test
    void theFirstAcknowledgementPassesWhereMessagesAreDropped() {
        var sent = notifications(1);
        sendTimes(150, HEARTBEAT);
        alice.received();

        assertThat(text(alice.askForOne(ack(sent.getFirst())), "/type"))
                .isEqualTo("notification-acked");
    }

    @Test
    void furtherAcknowledgementsCountAsMessages() {
        var sent = notifications(1);

        sendTimes(102, ack(sent.getFirst()));

        assertThat(types(alice.received()))
                .hasSize(102)
                .containsOnlyOnce("error")
                .containsOnly("error", "notification-acked");
    }

    @Test
    void acknowledgementsOfWhatWasNeverSentCountAsMessages() {
        sendTimes(101, ACK);

        assertThat(codes(alice.received()))
                .hasSize(101)
                .containsOnlyOnce("rate-limited")
                .containsOnly("rate-limited", "not-found");
    }

    @Test
    void acknowledgementsPayByTheByteToo() {
        notifications(10);
        String large =
                ACK.replace(
                        "{\"notificationId\"",
                        "{\"x\":\"" + "y".repeat(16_000) + "\",\"notificationId\"");
        sendTimes(4, large);
        assertThat(codes(alice.received())).hasSize(4).containsOnly("not-found");

        JsonNode error = alice.askForOne(large);
        assertThat(text(error, "/data/code")).isEqualTo("rate-limited");
        assertThat(text(error, "/replyTo")).isEqualTo("a");
        assertThat(alice.ask(large)).isEmpty();

        clock.advance(Duration.ofSeconds(1));
        assertThat(text(alice.askForOne(large), "/data/code")).isEqualTo("not-found");
    }

    @Test
    void whoSendsTooManyBytesOfThemFor10SecondsIsClosedToo() {
        String large =
                ACK.replace(
                        "{\"notificationId\"",
                        "{\"x\":\"" + "y".repeat(16_000) + "\",\"notificationId\"");

        for (int halfSeconds = 0; halfSeconds <= 20; halfSeconds++) {
            sendTimes(10, large);
            clock.advance(Duration.ofMillis(500));
        }

        assertThat(alice.closed()).contains(CloseReason.TOO_FAST);
    }

    @Test
    void whoHas64AcknowledgementsOnTheirWayToTheDiskWaitsForTheFirst() {
        var store = new UnreliableStore();
        var slowGateway = Gateway.of(Core.Settings.defaults().with(Stores.of(store)), clock);
        var bob = new DirectClient(slowGateway, "bob");
        store.becomesSlow();

        for (int i = 0; i < 63; i++) {
            assertThat(bob.mayGoOnAfter(ACK)).isTrue();
        }
        assertThat(bob.mayGoOnAfter(ACK)).isFalse();
        assertThat(bob.received()).isEmpty();

        store.givesReceipt();

        assertThat(bob.mayGoOn()).isTrue();
        assertThat(codes(bob.received())).containsExactly("not-found");
    }

    /// So many were sent to Alice, who read them.
    private List<String> notifications(int count) {
        var publisher = Publisher.in(gateway.core);
        var ids =
                IntStream.range(0, count)
                        .mapToObj(i -> publisher.tells("news " + i, "alice").value())
                        .toList();
        assertThat(types(alice.received())).hasSize(count).containsOnly("notification");
        return ids;
    }

    private static String ack(String notification) {
        return ACK.replace("none", notification);
    }

    private void sendTimes(int times, String text) {
        IntStream.range(0, times).forEach(i -> alice.send(text));
    }

    private static String typing(String conversation) {
        return "{\"type\":\"typing-start\",\"data\":{\"conversationId\":\"" + conversation + "\"}}";
    }

    private static List<String> types(List<JsonNode> messages) {
        return messages.stream().map(message -> text(message, "/type")).toList();
    }

    private static List<String> codes(List<JsonNode> messages) {
        return messages.stream().map(message -> text(message, "/data/code")).toList();
    }

    private static String text(JsonNode message, String pointer) {
        return message.at(pointer).stringValue(null);
    }
}
