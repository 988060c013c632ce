package io.fundwire.application.channel;

import io.fundwire.application.message.Reply;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.channel.Author;
import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelRefused;
import io.fundwire.domain.channel.Published;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.Payload;
import io.fundwire.domain.message.ServerMessage;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Publishes a client's message on a channel.
public final class SendMessage {

    private final Publishing publishing;
    private final Subscriptions subscriptions;
    private final ChannelRules rules;

    /// Publishes what `rules` allow.
    public SendMessage(Publishing publishing, Subscriptions subscriptions, ChannelRules rules) {
        this.publishing = publishing;
        this.subscriptions = subscriptions;
        this.rules = rules;
    }

    /// Who publishes what.
    ///
    /// @param event at most [io.fundwire.domain.channel.ChannelPublication#MAX_EVENT_LENGTH]
    ///   characters
    /// @param key messages of one key supersede each other; absent if each counts
    /// @param publishId the client's own name for it, so that it may try twice
    public record Input(
            ConnectedClient from,
            ChannelName channel,
            String event,
            Payload payload,
            @Nullable String key,
            Optional<String> publishId) {}

    /// Answers once the message is in the log, and after the message itself if the client is sent
    /// it.
    public Reply handle(Input input) {
        boolean isMember = subscriptions.contains(input.from(), input.channel());
        return switch (rules.toPublish(input.from(), input.channel(), isMember)) {
            case ChannelRules.Access.Refused refused -> Reply.with(refused.toMessage());
            case ChannelRules.Access.Granted(var kind) ->
                    new Reply.Later(answers -> publishWhenIn(input, kind, answers));
        };
    }

    /// Who has subscribed just before is sent its own message.
    private void publishWhenIn(Input input, ChannelKind kind, Reply.Answers answers) {
        subscriptions.whenOpen(input.from(), input.channel(), () -> publish(input, kind, answers));
    }

    private void publish(Input input, ChannelKind kind, Reply.Answers answers) {
        publishing.publish(
                kind,
                new Publishing.Draft(
                        input.channel(),
                        input.event(),
                        input.payload(),
                        input.key(),
                        input.publishId()),
                Author.of(input.from().session().client()),
                outcome ->
                        subscriptions.whenSent(
                                input.from(),
                                input.channel(),
                                offsetOf(outcome),
                                () -> {
                                    answers.give(answerTo(outcome, input.channel()));
                                    answers.end();
                                }));
    }

    private static long offsetOf(Publishing.Outcome outcome) {
        return switch (outcome) {
            case Publishing.Outcome.Done(var offset) -> offset;
            case Publishing.Outcome.Repeated(var offset) -> offset;
            case Publishing.Outcome.IdTaken(),
                    Publishing.Outcome.TooLarge(var _, var _),
                    Publishing.Outcome.KeyNotTaken(),
                    Publishing.Outcome.NotKept() ->
                    0;
        };
    }

    private static ServerMessage answerTo(Publishing.Outcome outcome, ChannelName channel) {
        return switch (outcome) {
            case Publishing.Outcome.Done(var offset) -> new Published(channel, offset);
            case Publishing.Outcome.Repeated(var offset) -> new Published(channel, offset);
            case Publishing.Outcome.IdTaken() ->
                    new ChannelRefused(
                            ErrorCode.CONFLICT,
                            "data.publishId was used for another message: take a new one.");
            case Publishing.Outcome.TooLarge(var bytes, var allowed) ->
                    new ChannelRefused(
                            ErrorCode.TOO_LARGE,
                            "data.payload has %d bytes, and may have %d on this channel."
                                    .formatted(bytes, allowed));
            case Publishing.Outcome.KeyNotTaken() ->
                    new ChannelRefused(
                            ErrorCode.INVALID_MESSAGE,
                            "data.key must be left out: on channels of kind \"%s\" each message counts."
                                    .formatted(channel.kind()));
            case Publishing.Outcome.NotKept() ->
                    new ChannelRefused(
                            ErrorCode.UNAVAILABLE,
                            "The message could not be kept: publish it again later.");
        };
    }
}
