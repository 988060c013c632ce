package io.fundwire.application.channel;

import io.fundwire.application.message.Reply;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelRefused;
import io.fundwire.domain.channel.Unsubscribed;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.ServerMessage;

/// Has a client follow a channel no longer.
public final class UnsubscribeChannel {

    private final Subscriptions subscriptions;

    /// Removes from `subscriptions`.
    public UnsubscribeChannel(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /// Who no longer wants to follow what.
    public record Input(ConnectedClient from, ChannelName channel) {}

    /// Nothing of the channel comes after the answer, which comes after that of a subscription that
    /// was asked for before.
    public Reply handle(Input input) {
        return new Reply.Later(answers ->
                subscriptions.whenOpen(
                        input.from(),
                        input.channel(),
                        () -> {
                            answers.give(leave(input));
                            answers.end();
                        }));
    }

    private ServerMessage leave(Input input) {
        return switch (subscriptions.leave(input.from(), input.channel())) {
            case LEFT -> new Unsubscribed(input.channel());
            case WAS_NOT_HERE ->
                    new ChannelRefused(
                            ErrorCode.NOT_SUBSCRIBED,
                            "You do not follow channel \"%s\".".formatted(input.channel()));
        };
    }
}
