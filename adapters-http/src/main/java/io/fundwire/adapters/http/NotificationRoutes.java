package io.fundwire.adapters.http;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import io.fundwire.adapters.json.Fields;
import io.fundwire.adapters.json.InvalidField;
import io.fundwire.application.notification.ListDeliveries;
import io.fundwire.application.notification.ListNotifications;
import io.fundwire.application.notification.PublishNotification;
import io.fundwire.application.notification.WithdrawNotification;
import io.fundwire.application.store.StoreReaders;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.InboxStatus;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationId;

import org.eclipse.jetty.http.HttpStatus;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What answers publishers, and those who look after what was published. What may wait for a disk
/// does so on the store's readers: the threads of the server are for who sends and reads.
///
/// @param readers run questions to the store
record NotificationRoutes(
        HttpApi.UseCases useCases,
        HttpApi.Deadlines deadlines,
        StoreReaders readers,
        InstantSource clock) {

    private static final int DEFAULT_DELIVERIES = 100;

    CompletionStage<Answer> publish(ApiRequest request, Fields body) {
        var answer = new CompletableFuture<Answer>();
        var key = IdempotencyKey.read(request, body);
        useCases.publishNotification()
                .handle(
                        PublishBody.read(body, key, deadlines),
                        outcome -> answer.complete(published(outcome)));
        return answer;
    }

    private static Answer published(PublishNotification.Outcome outcome) {
        return switch (outcome) {
            case PublishNotification.Outcome.Published(var id, var createdAt) ->
                    accepted(id, createdAt);
            case PublishNotification.Outcome.Repeated(var id, var createdAt) ->
                    accepted(id, createdAt);
            case PublishNotification.Outcome.KeyTaken() ->
                    Answer.problem(
                            "idempotency-key-taken",
                            HttpStatus.CONFLICT_409,
                            "This idempotency key stands for another notification of the last 24"
                                    + " hours, and nobody got this one: give it a key of its own.");
            case PublishNotification.Outcome.TooLarge(var bytes) ->
                    Answer.problem(
                            "notification-too-large",
                            HttpStatus.PAYLOAD_TOO_LARGE_413,
                            "The notification would have %d bytes on the wire; %d are allowed."
                                    .formatted(bytes, Notification.MAX_ENCODED_BYTES));
            case PublishNotification.Outcome.UnknownKind(var known) ->
                    throw new InvalidField(
                            "audience.channel",
                            "must be of a kind that is known here: %s."
                                    .formatted(String.join(", ", known)));
            case PublishNotification.Outcome.NotKept() ->
                    Answer.tryLater(
                            "not-kept",
                            "The notification could not be kept, and nobody got it: try again"
                                    + " later.");
        };
    }

    private static Answer accepted(NotificationId id, Instant createdAt) {
        return Answer.json(HttpStatus.ACCEPTED_202, new Accepted(id, createdAt));
    }

    CompletionStage<Answer> show(ApiRequest request) {
        var id = notificationId(request);
        return supplyAsync(
                () ->
                        useCases.showNotification()
                                .handle(id)
                                .map(summary -> NotificationReport.of(summary, clock.instant()))
                                .map(report -> Answer.json(HttpStatus.OK_200, report))
                                .orElseGet(NotificationRoutes::notFound),
                readers::run);
    }

    CompletionStage<Answer> deliveries(ApiRequest request) {
        String after = request.query("after");
        var input =
                new ListDeliveries.Input(
                        notificationId(request),
                        after == null ? "" : after,
                        request.wholeNumber(
                                "limit", 1, ListDeliveries.MAX_LIMIT, DEFAULT_DELIVERIES));
        return supplyAsync(
                () ->
                        useCases.listDeliveries()
                                .handle(input)
                                .map(page -> Answer.json(HttpStatus.OK_200, page))
                                .orElseGet(NotificationRoutes::notFound),
                readers::run);
    }

    CompletionStage<Answer> withdraw(ApiRequest request) {
        var answer = new CompletableFuture<Answer>();
        useCases.withdrawNotification()
                .handle(notificationId(request), outcome -> answer.complete(withdrawn(outcome)));
        return answer;
    }

    private static Answer withdrawn(WithdrawNotification.Outcome outcome) {
        return switch (outcome) {
            case WithdrawNotification.Outcome.Over() -> Answer.nothing();
            case WithdrawNotification.Outcome.NotFound() -> notFound();
            case WithdrawNotification.Outcome.NotKept() ->
                    Answer.tryLater(
                            "not-kept",
                            "This could not be kept, and the notification stands as before: try"
                                    + " again later.");
        };
    }

    CompletionStage<Answer> inbox(ApiRequest request) {
        var input =
                new ListNotifications.Input(
                        user(request),
                        request.oneOf("status", InboxStatus.class),
                        request.wholeNumber(
                                "limit",
                                1,
                                ListNotifications.MAX_LIMIT,
                                ListNotifications.DEFAULT_LIMIT),
                        request.mark("before"));
        return supplyAsync(
                () -> Answer.json(HttpStatus.OK_200, useCases.listNotifications().handle(input)),
                readers::run);
    }

    private static UserId user(ApiRequest request) {
        return UserId.of(request.pathVariable("id"))
                .orElseThrow(() ->
                        new InvalidField(
                                "id",
                                "must be text of 1 to %d characters, none of them a control character."
                                        .formatted(UserId.MAX_LENGTH)));
    }

    private static NotificationId notificationId(ApiRequest request) {
        return new NotificationId(request.pathVariable("id"));
    }

    private static Answer notFound() {
        return Answer.problem(
                "notification-not-found",
                HttpStatus.NOT_FOUND_404,
                "There is no notification of this id, or not any more.");
    }

    /// The answer to a publisher.
    private record Accepted(NotificationId notificationId, Instant createdAt) {}
}
