package io.fundwire.adapters.http;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import io.fundwire.adapters.json.ChannelFields;
import io.fundwire.adapters.json.Fields;
import io.fundwire.adapters.json.InvalidField;
import io.fundwire.adapters.json.Problem;
import io.fundwire.application.channel.ListMessages;
import io.fundwire.application.channel.PublishMessage;
import io.fundwire.application.presence.ListMembers;
import io.fundwire.application.store.StoreReaders;
import io.fundwire.domain.channel.ChannelName;

import org.eclipse.jetty.http.HttpStatus;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What answers those who publish on channels, read what was published there and ask who is there.
/// What may wait for a disk does so on the store's readers.
///
/// @param readers run questions to the store
record ChannelRoutes(HttpApi.UseCases useCases, StoreReaders readers) {

    /// A misspelled `key` would leave each message to count.
    private static final List<String> KNOWN = List.of("event", "payload", "key", "publishId");

    CompletionStage<Answer> publish(ApiRequest request, Fields body) {
        var input = publication(channel(request), body);
        var answer = new CompletableFuture<Answer>();
        useCases.publishMessage()
                .handle(input, outcome -> answer.complete(published(input.channel(), outcome)));
        return answer;
    }

    private static PublishMessage.Input publication(ChannelName channel, Fields body) {
        body.refuseAllBut(KNOWN);
        return new PublishMessage.Input(
                channel,
                ChannelFields.event(body),
                ChannelFields.payload(body),
                ChannelFields.key(body),
                ChannelFields.publishId(body));
    }

    private static Answer published(ChannelName channel, PublishMessage.Outcome outcome) {
        return switch (outcome) {
            case PublishMessage.Outcome.Published(var offset) -> accepted(offset);
            case PublishMessage.Outcome.Repeated(var offset) -> accepted(offset);
            case PublishMessage.Outcome.IdTaken() ->
                    Answer.problem(
                            "publish-id-taken",
                            HttpStatus.CONFLICT_409,
                            "This publishId stands for another message on this channel, and nobody"
                                    + " got this one: give it an id of its own.");
            case PublishMessage.Outcome.UnknownKind(var known) -> unknownKind(channel, known);
            case PublishMessage.Outcome.TooLarge(var bytes, var allowed) ->
                    Answer.problem(
                            "message-too-large",
                            HttpStatus.PAYLOAD_TOO_LARGE_413,
                            "The payload has %d bytes; %d are allowed on channels of kind \"%s\"."
                                    .formatted(bytes, allowed, channel.kind()));
            case PublishMessage.Outcome.KeyNotTaken() ->
                    Answer.problem(
                            Problem.of(
                                    new InvalidField(
                                            "key",
                                            "must be left out: messages on channels of kind \"%s\""
                                                            .formatted(channel.kind())
                                                    + " have none.")));
            case PublishMessage.Outcome.NotKept() ->
                    Answer.tryLater(
                            "not-kept",
                            "The message could not be kept, and nobody got it: try again later.");
        };
    }

    private static Answer accepted(long offset) {
        return Answer.json(HttpStatus.ACCEPTED_202, new Accepted(offset));
    }

    CompletionStage<Answer> messages(ApiRequest request) {
        var channel = channel(request);
        var before = request.mark("before").map(OptionalLong::of).orElse(OptionalLong.empty());
        int limit =
                request.wholeNumber("limit", 1, ListMessages.MAX_LIMIT, ListMessages.DEFAULT_LIMIT);
        var input = new ListMessages.Input(channel, before, limit);
        return supplyAsync(
                () ->
                        switch (useCases.listMessages().handle(input)) {
                            case ListMessages.Outcome.Page(var history) ->
                                    Answer.json(HttpStatus.OK_200, history);
                            case ListMessages.Outcome.UnknownKind(var known) ->
                                    unknownKind(channel, known);
                        },
                readers::run);
    }

    Answer presence(ApiRequest request) {
        var channel = channel(request);
        int limit =
                request.wholeNumber("limit", 1, ListMembers.MAX_LIMIT, ListMembers.DEFAULT_LIMIT);
        var input = new ListMembers.Input(channel, request.query("after"), limit);
        return switch (useCases.listMembers().handle(input)) {
            case ListMembers.Outcome.Page(var page) -> Answer.json(HttpStatus.OK_200, page);
            case ListMembers.Outcome.UnknownKind(var known) -> unknownKind(channel, known);
            case ListMembers.Outcome.Hidden() ->
                    Answer.problem(
                            "presence-hidden",
                            HttpStatus.FORBIDDEN_403,
                            "Channels of kind \"%s\" do not show who is there."
                                    .formatted(channel.kind()));
        };
    }

    private static ChannelName channel(ApiRequest request) {
        return ChannelName.of(request.pathVariable("channel"))
                .orElseThrow(() -> new InvalidField("channel", ChannelFields.NAME_EXPECTED));
    }

    private static Answer unknownKind(ChannelName channel, List<String> known) {
        return Answer.problem(
                "unknown-channel-kind",
                HttpStatus.NOT_FOUND_404,
                "There are no channels of kind \"%s\": the kinds here are %s."
                        .formatted(channel.kind(), String.join(", ", known)));
    }

    /// The answer to a publisher.
    private record Accepted(long offset) {}
}
