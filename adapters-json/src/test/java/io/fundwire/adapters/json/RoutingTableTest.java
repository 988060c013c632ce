package io.fundwire.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fundwire.adapters.json.fixtures.Gateway;
import io.fundwire.application.channel.RequestHistory;
import io.fundwire.application.channel.SendMessage;
import io.fundwire.application.channel.SubscribeChannel;
import io.fundwire.application.channel.UnsubscribeChannel;
import io.fundwire.application.conversation.StartTyping;
import io.fundwire.application.conversation.StopTyping;
import io.fundwire.application.fixtures.Publisher;
import io.fundwire.application.health.ReportSystemHealth;
import io.fundwire.application.notification.AcknowledgeNotification;
import io.fundwire.application.notification.PublishNotification;
import io.fundwire.application.notification.RequestNotifications;
import io.fundwire.application.presence.RequestPresence;
import io.fundwire.application.presence.UpdatePresence;
import io.fundwire.application.resume.ResumeClient;
import io.fundwire.application.session.RecordHeartbeat;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.notification.Action;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.Severity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class RoutingTableTest {

    private final Gateway gateway = Gateway.on(new VirtualClock());
    private final RoutingTable routes = new RoutingTable(gateway.core::useCase);
    private final DirectClient alice = new DirectClient(gateway, "alice");

    // ---- which messages there are

    @ParameterizedTest
    @CsvSource({
        "heartbeat, MESSAGE",
        "typing-start, MESSAGE",
        "typing-stop, MESSAGE",
        "system-health-request, MESSAGE",
        "notification-ack, ACKNOWLEDGEMENT",
        "notifications-request, MESSAGE",
        "resume, RESUME",
        "subscribe, MESSAGE",
        "unsubscribe, MESSAGE",
        "publish, MESSAGE",
        "history, MESSAGE",
        "presence-request, MESSAGE",
        "presence-update, MESSAGE"
    })
    void knowsWhatAClientMaySendAndWhatItCosts(String type, Route.Toll toll) {
        assertThat(routes.find(type).map(Route::toll)).contains(toll);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authenticate",
                "receipt",
                "subscribed",
                "unsubscribed",
                "published",
                "message",
                "presence",
                "presence-join",
                "presence-leave",
                "presence-count",
                "connection",
                "heartbeat-ack",
                "system-health",
                "notification",
                "notification-acked",
                "notification-withdrawn",
                "notifications",
                "unread",
                "resumed",
                "resume-token",
                "error",
                "reconnect",
                "HEARTBEAT",
                "heartbeat ",
                "__proto__",
                "*"
            })
    void doesNotKnowWhatOnlyLaterVersionsOrServersSend(String type) {
        assertThat(routes.find(type)).isEmpty();
        assertThat(
                        alice.askForOne("{\"type\":\"" + type + "\",\"id\":\"7\"}")
                                .at("/data/code")
                                .stringValue())
                .isEqualTo("unknown-type");
    }

    @Test
    void looksUpEachUseCaseOnceAndAtOnce() {
        var asked = new ArrayList<Class<?>>();

        new RoutingTable(
                new UseCases() {
                    @Override
                    public <U> U get(Class<U> useCase) {
                        asked.add(useCase);
                        return gateway.core.useCase(useCase);
                    }
                });

        assertThat(asked)
                .containsExactlyInAnyOrder(
                        RecordHeartbeat.class,
                        StartTyping.class,
                        StopTyping.class,
                        ReportSystemHealth.class,
                        AcknowledgeNotification.class,
                        RequestNotifications.class,
                        ResumeClient.class,
                        SubscribeChannel.class,
                        UnsubscribeChannel.class,
                        SendMessage.class,
                        RequestHistory.class,
                        RequestPresence.class,
                        UpdatePresence.class);
    }

    @Test
    void isNotMadeWithoutAUseCase() {
        assertThatThrownBy(() ->
                        new RoutingTable(
                                new UseCases() {
                                    @Override
                                    public <U> U get(Class<U> useCase) {
                                        throw new NoSuchElementException();
                                    }
                                }))
                .isInstanceOf(NoSuchElementException.class);
    }

    // ---- typing

    @Test
    void typingWithoutAConversationIsInTheLobby() {
        var bob = new DirectClient(gateway, "bob");

        alice.send("{\"type\":\"typing-start\"}");
        alice.send("{\"type\":\"typing-stop\",\"data\":{}}");
        alice.send("{\"type\":\"typing-start\",\"data\":{\"conversationId\":null}}");

        JsonNode heard = bob.received().getLast();
        assertThat(heard.at("/type").stringValue()).isEqualTo("typing-start");
        assertThat(heard.at("/data/conversationId").stringValue()).isEqualTo("lobby");
        assertThat(alice.received()).isEmpty();
    }

    @Test
    void typingIsInTheConversationThatIsNamed() {
        var bob = new DirectClient(gateway, "bob");
        String where = "\"data\":{\"conversationId\":\"" + "x".repeat(128) + "\"}";
        bob.send("{\"type\":\"typing-start\"," + where + "}");

        alice.send("{\"type\":\"typing-start\"," + where + "}");
        JsonNode start = bob.received().getFirst();
        alice.send("{\"type\":\"typing-stop\"," + where + "}");
        JsonNode stop = bob.received().getFirst();

        assertThat(start.at("/data/conversationId").stringValue()).isEqualTo("x".repeat(128));
        assertThat(start.at("/data/count").intValue()).isEqualTo(2);
        assertThat(stop.at("/type").stringValue()).isEqualTo("typing-stop");
        assertThat(stop.at("/data/count").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"typing-start", "typing-stop"})
    void refusesAConversationWithoutAName(String type) {
        for (String id : List.of("\"\"", "\"" + "x".repeat(129) + "\"", "42", "{}", "false")) {
            JsonNode error =
                    alice.askForOne(
                            "{\"type\":\"%s\",\"data\":{\"conversationId\":%s}}"
                                    .formatted(type, id));

            assertThat(error.at("/data/code").stringValue()).isEqualTo("invalid-message");
            assertThat(error.at("/data/message").stringValue())
                    .isEqualTo("data.conversationId must be text of 1 to 128 characters.");
        }
    }

    // ---- health

    @Test
    void reportsHealth() {
        JsonNode health = alice.askForOne("{\"type\":\"system-health-request\",\"id\":\"7\"}");

        assertThat(health.at("/type").stringValue()).isEqualTo("system-health");
        assertThat(health.at("/replyTo").stringValue()).isEqualTo("7");
        assertThat(health.at("/data/connectedClients").intValue()).isEqualTo(1);
        assertThat(health.at("/data/messagesReceived").intValue()).isEqualTo(1);
    }

    // ---- acknowledging

    @Test
    void anAcknowledgementWithoutStatusIsRead() {
        String id = publish();

        JsonNode acked = alice.askForOne(ack("\"notificationId\":\"" + id + "\""));

        assertThat(acked.at("/type").stringValue()).isEqualTo("notification-acked");
        assertThat(acked.at("/replyTo").stringValue()).isEqualTo("7");
        assertThat(acked.at("/data/notificationId").stringValue()).isEqualTo(id);
        assertThat(acked.at("/data/status").stringValue()).isEqualTo("read");
        assertThat(acked.at("/data").has("actionId")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"received", "read", "dismissed"})
    void anAcknowledgementSaysHowFarTheUserGot(String status) {
        String id = publish();

        JsonNode acked =
                alice.askForOne(
                        ack("\"notificationId\":\"" + id + "\",\"status\":\"" + status + "\""));

        assertThat(acked.at("/data/status").stringValue()).isEqualTo(status);
    }

    @Test
    void anAcknowledgementMayChooseAnAction() {
        String id = publish();

        JsonNode acked =
                alice.askForOne(ack("\"notificationId\":\"" + id + "\",\"actionId\":\"open\""));

        assertThat(acked.at("/data/actionId").stringValue()).isEqualTo("open");
    }

    @Test
    void refusesAnActionThatIsNotOffered() {
        String id = publish();

        JsonNode error =
                alice.askForOne(ack("\"notificationId\":\"" + id + "\",\"actionId\":\"fly\""));

        assertThat(error.at("/data/code").stringValue()).isEqualTo("invalid-message");
        assertThat(error.at("/data/message").stringValue()).startsWith("data.actionId must be");
    }

    @Test
    void manyNotificationsAreAnsweredOneByOneInTheirOrder() {
        var ids = IntStream.range(0, 100).mapToObj(i -> i == 50 ? "none" : publish()).toList();
        alice.received();

        var answers = alice.ask(ack("\"notificationIds\":" + list(ids)));

        assertThat(answers).hasSize(100);
        assertThat(answers).allMatch(answer -> "7".equals(answer.at("/replyTo").stringValue()));
        assertThat(
                        answers.stream()
                                .map(answer ->
                                        answer.at("/data/notificationId").stringValue("none")))
                .containsExactlyElementsOf(ids);
        assertThat(answers.get(50).at("/data/code").stringValue()).isEqualTo("not-found");
    }

    @Test
    void aNotificationNamedTwiceIsAnsweredOnce() {
        String id = publish();

        assertThat(alice.ask(ack("\"notificationIds\":" + list(List.of(id, id, id))))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"status\":\"read\"",
                "\"notificationId\":null",
                "\"notificationId\":\"a\",\"notificationIds\":[\"a\"]"
            })
    void refusesToGuessWhatIsAcknowledged(String data) {
        assertRefused(data, "data.notificationId or notificationIds must be given, not both.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"\"", "[\"a\"]", "{}"})
    void refusesANotificationThatIsNoText(String id) {
        assertRefused(
                "\"notificationId\":" + id,
                "data.notificationId must be text of 1 to 64 characters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "[]", "[\"\"]", "[\"a\",7]", "{}"})
    void refusesNotificationsThatAreNoTexts(String ids) {
        assertRefused(
                "\"notificationIds\":" + ids,
                "data.notificationIds must be a list of 1 to 100 texts, "
                        + "each of 1 to 64 characters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"pending\"", "\"READ\"", "7", "[]"})
    void refusesAStatusThatDoesNotExist(String status) {
        assertRefused(
                "\"notificationId\":\"a\",\"status\":" + status,
                "data.status must be one of \"received\", \"read\", \"dismissed\".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "7", "[]"})
    void refusesAnActionThatIsNoText(String action) {
        assertRefused(
                "\"notificationId\":\"a\",\"actionId\":" + action,
                "data.actionId must be text of 1 to 64 characters.");
    }

    @Test
    void refusesMoreThan100NotificationsAtOnce() {
        var ids = IntStream.range(0, 101).mapToObj(i -> "n" + i).toList();

        JsonNode error = alice.askForOne(ack("\"notificationIds\":" + list(ids)));

        assertThat(error.at("/data/code").stringValue()).isEqualTo("invalid-message");
    }

    // ---- the inbox

    @Test
    void aPageOfTheInboxHasTheNewestFirst() {
        String first = publish();
        String second = publish();

        JsonNode page = alice.askForOne("{\"type\":\"notifications-request\",\"id\":\"7\"}");

        assertThat(page.at("/type").stringValue()).isEqualTo("notifications");
        assertThat(page.at("/replyTo").stringValue()).isEqualTo("7");
        assertThat(ids(page)).containsExactly(second, first);
        assertThat(page.at("/data/unread").intValue()).isEqualTo(2);
        assertThat(page.at("/data").has("next")).isFalse();
    }

    @Test
    void aPageHasFiftyWhereNoLimitIsSaid() {
        IntStream.range(0, 101).forEach(i -> publish());

        assertThat(ids(page(""))).hasSize(50);
        assertThat(ids(page("\"limit\":100"))).hasSize(100);
        assertThat(ids(page("\"limit\":1"))).hasSize(1);
    }

    @Test
    void aPageBeginsWhereTheOneBeforeSaid() {
        String first = publish();
        String second = publish();
        JsonNode newest = page("\"limit\":1");

        JsonNode rest = page("\"before\":" + newest.at("/data/next"));

        assertThat(ids(newest)).containsExactly(second);
        assertThat(ids(rest)).containsExactly(first);
        assertThat(rest.at("/data").has("next")).isFalse();
    }

    @Test
    void aPageHasWhatStandsAsAskedFor() {
        String read = publish();
        String other = publish();
        alice.ask(ack("\"notificationId\":\"" + read + "\""));

        assertThat(ids(page("\"status\":\"read\""))).containsExactly(read);
        assertThat(ids(page("\"status\":\"dismissed\""))).isEmpty();
        assertThat(ids(page("\"status\":null"))).containsExactly(other, read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "1.5", "\"50\"", "true", "1e1", "[]"})
    void refusesAPageOfAnotherSize(String limit) {
        assertPageRefused("\"limit\":" + limit, "data.limit must be a whole number from 1 to 100.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"new\"", "\"READ\"", "7", "[]", "\"\""})
    void refusesAPageOfAStatusThatDoesNotExist(String status) {
        assertPageRefused(
                "\"status\":" + status,
                "data.status must be one of \"pending\", \"delivered\", \"received\", \"read\","
                        + " \"dismissed\", \"expired\", \"withdrawn\".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"ntf_1\"",
                "\"-1\"",
                "\"1 \"",
                "\"٣\"",
                "7",
                "{}",
                "\"9999999999999999999\""
            })
    void refusesAPageThatBeginsNowhere(String before) {
        assertPageRefused(
                "\"before\":" + before,
                "data.before must be what \"next\" of the page before said.");
    }

    private JsonNode page(String data) {
        return alice.askForOne("{\"type\":\"notifications-request\",\"data\":{" + data + "}}");
    }

    private void assertPageRefused(String data, String sentence) {
        assertInvalid(page(data), sentence);
    }

    private static List<String> ids(JsonNode page) {
        return page.at("/data/items")
                .valueStream()
                .map(item -> item.at("/notificationId").stringValue())
                .toList();
    }

    private void assertRefused(String data, String sentence) {
        assertInvalid(alice.askForOne(ack(data)), sentence);
    }

    private static void assertInvalid(JsonNode error, String sentence) {
        assertThat(error.at("/data/code").stringValue()).isEqualTo("invalid-message");
        assertThat(error.at("/data/message").stringValue()).isEqualTo(sentence);
    }

    private String publish() {
        var outcome =
                Publisher.in(gateway.core)
                        .outcome(
                                new PublishNotification.Input(
                                        new Audience.Users(Set.of(new UserId("alice"))),
                                        "title",
                                        "body",
                                        Severity.INFO,
                                        null,
                                        null,
                                        List.of(new Action("open", "Open", null)),
                                        null,
                                        PublishNotification.DEFAULT_TTL,
                                        Optional.empty(),
                                        Optional.empty()));
        alice.received();
        return ((PublishNotification.Outcome.Published) outcome).id().value();
    }

    private static String ack(String data) {
        return "{\"type\":\"notification-ack\",\"id\":\"7\",\"data\":{" + data + "}}";
    }

    private static String list(List<String> ids) {
        return ids.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(",", "[", "]"));
    }
}
