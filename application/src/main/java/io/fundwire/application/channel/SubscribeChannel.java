package io.fundwire.application.channel;

import io.fundwire.application.message.Reply;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelRefused;
import io.fundwire.domain.channel.Position;
import io.fundwire.domain.channel.SubscribeAnswer;
import io.fundwire.domain.channel.Throttle;
import io.fundwire.domain.message.ErrorCode;

import java.util.Optional;
import java.util.OptionalDouble;

/// Has a client follow a channel: it is told what it missed, and then what is published.
public final class SubscribeChannel {

    /// The most messages that a client may ask for which knows nothing of a channel.
    public static final int MAX_HISTORY = 100;

    private final Subscriptions subscriptions;
    private final ChannelRules rules;

    /// Adds to `subscriptions` what `rules` allow.
    public SubscribeChannel(Subscriptions subscriptions, ChannelRules rules) {
        this.subscriptions = subscriptions;
        this.rules = rules;
    }

    /// Who wants to follow what.
    ///
    /// @param position where the client knows the log up to; empty if it knows nothing
    /// @param history how many messages it is sent if it knows nothing, at most [#MAX_HISTORY]
    /// @param maxRate how many messages of each key a second it wants at most, above zero; empty
    ///   for all
    public record Input(
            ConnectedClient from,
            ChannelName channel,
            Optional<Position> position,
            int history,
            OptionalDouble maxRate) {}

    /// Answers where the client begins; the messages follow.
    public Reply handle(Input input) {
        return switch (rules.toSubscribe(input.from(), input.channel())) {
            case ChannelRules.Access.Refused refused -> Reply.with(refused.toMessage());
            case ChannelRules.Access.Granted(var kind) ->
                    new Reply.Later(answers -> subscribeInTurn(input, kind, answers));
        };
    }

    /// What the client asked for before on this channel is answered first.
    private void subscribeInTurn(Input input, ChannelKind kind, Reply.Answers answers) {
        subscriptions.whenOpen(
                input.from(), input.channel(), () -> subscribe(input, kind, answers));
    }

    private void subscribe(Input input, ChannelKind kind, Reply.Answers answers) {
        var wish =
                new Subscriptions.Wish(
                        input.channel(),
                        kind,
                        input.position(),
                        input.history(),
                        Throttle.periodOf(input.maxRate()));
        subscriptions.open(
                input.from(),
                wish,
                opened -> {
                    answers.give(answerTo(opened, input.channel()));
                    subscriptions.settle(input.from(), input.channel(), opened);
                    answers.end();
                });
    }

    /// What a client is told about its wish.
    static SubscribeAnswer answerTo(Subscriptions.Opened opened, ChannelName channel) {
        return switch (opened) {
            case Subscriptions.Opened.Done(var subscribed) -> subscribed;
            case Subscriptions.Opened.TooManyChannels(int max) ->
                    refused("You may follow at most %d channels like \"%s\".", max, channel);
            case Subscriptions.Opened.TooManyMembers(int max) ->
                    refused("At most %d clients may follow channel \"%s\".", max, channel);
            case Subscriptions.Opened.TooManyRates(int max) ->
                    refused("At most %d different rates may be asked for on \"%s\".", max, channel);
            case Subscriptions.Opened.Unread() ->
                    new ChannelRefused(
                            ErrorCode.UNAVAILABLE,
                            "Channel \"%s\" cannot be read now: subscribe again later."
                                    .formatted(channel));
        };
    }

    private static SubscribeAnswer refused(String sentence, int max, ChannelName channel) {
        return new ChannelRefused(ErrorCode.FORBIDDEN, sentence.formatted(max, channel));
    }
}
