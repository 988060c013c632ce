package io.fundwire.adapters.json;

import io.fundwire.application.channel.RequestHistory;
import io.fundwire.application.channel.SendMessage;
import io.fundwire.application.channel.SubscribeChannel;
import io.fundwire.application.channel.UnsubscribeChannel;
import io.fundwire.application.conversation.StartTyping;
import io.fundwire.application.conversation.StopTyping;
import io.fundwire.application.health.ReportSystemHealth;
import io.fundwire.application.message.Reply;
import io.fundwire.application.notification.AcknowledgeNotification;
import io.fundwire.application.notification.ListNotifications;
import io.fundwire.application.notification.RequestNotifications;
import io.fundwire.application.presence.RequestPresence;
import io.fundwire.application.presence.UpdatePresence;
import io.fundwire.application.resume.ResumeClient;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.RecordHeartbeat;
import io.fundwire.domain.conversation.ConversationId;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.Action;
import io.fundwire.domain.notification.InboxStatus;
import io.fundwire.domain.notification.NotificationId;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every message that a client may send, and the use case that handles it (protocol section 2). A
/// new message is one more line in the constructor.
public final class RoutingTable {

    private final UseCases useCases;
    private final Map<String, Route> routes = new HashMap<>();

    /// Looks up all use cases, so that one that is missing is known before the first client comes.
    public RoutingTable(UseCases useCases) {
        this.useCases = useCases;
        any(
                "heartbeat",
                Route.Toll.MESSAGE,
                RecordHeartbeat.class,
                (use, from, data) -> use.handle());
        any(
                "resume",
                Route.Toll.RESUME,
                ResumeClient.class,
                (use, from, data) -> use.handle(ResumeFields.read(from, data)));
        counted(
                "typing-start",
                StartTyping.class,
                (use, from, data) -> use.handle(start(from, data)));
        counted("typing-stop", StopTyping.class, (use, from, data) -> use.handle(stop(from, data)));
        counted(
                "system-health-request",
                ReportSystemHealth.class,
                (use, from, data) -> Reply.with(use.handle()));
        acknowledging(
                "notification-ack",
                AcknowledgeNotification.class,
                (use, from, data) -> use.handle(ack(from, data)));
        counted(
                "notifications-request",
                RequestNotifications.class,
                (use, from, data) -> use.handle(page(from, data)));
        channels();
    }

    private void channels() {
        counted(
                "subscribe",
                SubscribeChannel.class,
                (use, from, data) -> use.handle(ChannelFields.subscribe(from, data)));
        counted(
                "unsubscribe",
                UnsubscribeChannel.class,
                (use, from, data) -> use.handle(ChannelFields.unsubscribe(from, data)));
        counted(
                "publish",
                SendMessage.class,
                (use, from, data) -> use.handle(ChannelFields.publish(from, data)));
        counted(
                "history",
                RequestHistory.class,
                (use, from, data) -> use.handle(ChannelFields.history(from, data)));
        counted(
                "presence-request",
                RequestPresence.class,
                (use, from, data) -> use.handle(PresenceFields.request(from, data)));
        counted(
                "presence-update",
                UpdatePresence.class,
                (use, from, data) -> use.handle(PresenceFields.update(from, data)));
    }

    Optional<Route> find(String type) {
        return Optional.ofNullable(routes.get(type));
    }

    private static StartTyping.Input start(ConnectedClient from, Fields data) {
        return new StartTyping.Input(from, conversation(data));
    }

    private static StopTyping.Input stop(ConnectedClient from, Fields data) {
        return new StopTyping.Input(from, conversation(data));
    }

    private static ConversationId conversation(Fields data) {
        String id = data.optionalText("conversationId", ConversationId.MAX_LENGTH);
        return id == null ? ConversationId.LOBBY : new ConversationId(id);
    }

    private static AcknowledgeNotification.Input ack(ConnectedClient from, Fields data) {
        return new AcknowledgeNotification.Input(
                from,
                notifications(data),
                new Acknowledgement(
                        data.oneOf("status", AckStatus.class, AckStatus.READ),
                        data.optionalText("actionId", Action.MAX_ID_LENGTH)));
    }

    private static List<NotificationId> notifications(Fields data) {
        if (data.has("notificationId") == data.has("notificationIds")) {
            throw data.invalid("notificationId", "or notificationIds must be given, not both.");
        }
        var many =
                data.optionalTexts(
                        "notificationIds",
                        AcknowledgeNotification.MAX_AT_ONCE,
                        NotificationId.MAX_LENGTH);
        var ids =
                many != null
                        ? many
                        : List.of(data.text("notificationId", NotificationId.MAX_LENGTH));
        return ids.stream().distinct().map(NotificationId::new).toList();
    }

    private static RequestNotifications.Input page(ConnectedClient from, Fields data) {
        return new RequestNotifications.Input(
                from,
                data.optionalOneOf("status", InboxStatus.class),
                (int)
                        data.wholeNumber(
                                "limit",
                                1,
                                ListNotifications.MAX_LIMIT,
                                ListNotifications.DEFAULT_LIMIT),
                data.optionalMark("before"));
    }

    /// A message that counts against its sender's message rate.
    private <U> void counted(String type, Class<U> useCase, Call<U> call) {
        route(type, Route.Toll.MESSAGE, Route.Time.WELCOMED, useCase, call);
    }

    /// A message that is free, but for its bytes, if it answers what its sender was sent.
    private <U> void acknowledging(String type, Class<U> useCase, Call<U> call) {
        route(type, Route.Toll.ACKNOWLEDGEMENT, Route.Time.WELCOMED, useCase, call);
    }

    /// A message that may be sent also by a client that is yet to say as whom it comes back.
    private <U> void any(String type, Route.Toll toll, Class<U> useCase, Call<U> call) {
        route(type, toll, Route.Time.ANY, useCase, call);
    }

    private <U> void route(
            String type, Route.Toll toll, Route.Time time, Class<U> useCase, Call<U> call) {
        U use = useCases.get(useCase);
        routes.put(type, new Route(toll, time, (from, data) -> call.with(use, from, data)));
    }

    /// How a route calls its use case.
    @FunctionalInterface
    private interface Call<U> {
        Reply with(U useCase, ConnectedClient from, Fields data);
    }
}
