package io.fundwire.application.notification;

import io.fundwire.application.message.Reply;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.ConnectedClients;
import io.fundwire.application.session.Delivery;
import io.fundwire.application.session.FaultLog;
import io.fundwire.application.store.Receipt;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.ServerMessage;
import io.fundwire.domain.notification.AckOutcome;
import io.fundwire.domain.notification.AckRefused;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.NotificationAcked;
import io.fundwire.domain.notification.NotificationId;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Records what a user did about notifications, and tells all of the user's clients.
public final class AcknowledgeNotification {

    /// How many notifications one message may acknowledge (protocol section 2).
    public static final int MAX_AT_ONCE = 100;

    private static final ServerMessage NOT_KEPT =
            new AckRefused(
                    ErrorCode.UNAVAILABLE, "This could not be kept: acknowledge it again later.");

    private final Inboxes inboxes;
    private final NotificationStore store;
    private final ConnectedClients clients;
    private final Delivery delivery;
    private final FaultLog faults;
    private final InstantSource clock;

    /// Records in `store`.
    public AcknowledgeNotification(
            Inboxes inboxes,
            NotificationStore store,
            ConnectedClients clients,
            Delivery delivery,
            FaultLog faults,
            InstantSource clock) {
        this.inboxes = inboxes;
        this.store = store;
        this.clients = clients;
        this.delivery = delivery;
        this.faults = faults;
        this.clock = clock;
    }

    /// Who says what about which notifications.
    ///
    /// @param notifications at most [#MAX_AT_ONCE]
    public record Input(
            ConnectedClient from,
            List<NotificationId> notifications,
            Acknowledgement acknowledgement) {}

    /// Answers for each notification where it stands, once that is kept for good; the user's other
    /// clients are told what changed, in the same order.
    public Reply handle(Input input) {
        return new Reply.Later(answers -> acknowledgeAll(input, answers));
    }

    /// In one change, so that a client awaits no more of them than it sent messages.
    private void acknowledgeAll(Input input, Reply.Answers answers) {
        Instant now = clock.instant();
        store.acknowledge(
                input.from().user(),
                input.notifications(),
                input.acknowledgement(),
                now,
                new Receipt<>() {
                    @Override
                    public void kept(List<AckOutcome> outcomes, long version) {
                        outcomes.stream()
                                .map(outcome -> answerTo(input.from(), outcome, now))
                                .forEach(answers::give);
                        countSeen(input.from().user(), outcomes, now, version);
                        answers.end();
                    }

                    @Override
                    public void notKept(RuntimeException why) {
                        faults.report("acknowledge", why);
                        input.notifications().forEach(id -> answers.give(NOT_KEPT));
                        answers.end();
                    }
                });
    }

    private ServerMessage answerTo(ConnectedClient from, AckOutcome outcome, Instant now) {
        return switch (outcome) {
            case AckOutcome.Applied(var before, var after) -> {
                var acked = NotificationAcked.of(after, now);
                inboxes.acknowledged(from.user(), acked.notificationId());
                delivery.tellOthers(clients.of(from.user()), from, acked);
                yield acked;
            }
            case AckOutcome.Unchanged(var entry) -> NotificationAcked.of(entry, now);
            case AckOutcome.NotFound(var id) ->
                    new AckRefused(
                            ErrorCode.NOT_FOUND,
                            "There is no notification \"%s\" in your inbox.".formatted(id));
            case AckOutcome.UnknownAction(var id, var action) ->
                    new AckRefused(
                            ErrorCode.INVALID_MESSAGE,
                            "data.actionId must be one of the actions of notification \"%s\"."
                                    .formatted(id));
        };
    }

    private void countSeen(UserId user, List<AckOutcome> outcomes, Instant now, long version) {
        long seen = outcomes.stream().filter(outcome -> isSeenNow(outcome, now)).count();
        if (seen > 0) {
            inboxes.saw(user, seen, version);
        }
    }

    private static boolean isSeenNow(AckOutcome outcome, Instant now) {
        return outcome instanceof AckOutcome.Applied(var before, var after)
                && before.isUnread(now)
                && !after.isUnread(now);
    }
}
