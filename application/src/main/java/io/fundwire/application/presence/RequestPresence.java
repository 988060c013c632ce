package io.fundwire.application.presence;

import io.fundwire.application.channel.ChannelRules;
import io.fundwire.application.channel.Subscriptions;
import io.fundwire.application.message.Reply;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelRefused;
import io.fundwire.domain.message.ErrorCode;

/// Answers a client with who is on a channel.
public final class RequestPresence {

    private final Attendance attendance;
    private final Subscriptions subscriptions;
    private final ChannelRules rules;

    /// Shows `attendance` as `rules` allow.
    public RequestPresence(Attendance attendance, Subscriptions subscriptions, ChannelRules rules) {
        this.attendance = attendance;
        this.subscriptions = subscriptions;
        this.rules = rules;
    }

    /// Who wants to know what.
    public record Input(ConnectedClient from, ListMembers.Input which) {}

    /// Answers with a page, to whoever may follow the channel.
    public Reply handle(Input input) {
        return switch (rules.toSubscribe(input.from(), input.which().channel())) {
            case ChannelRules.Access.Refused refused -> Reply.with(refused.toMessage());
            case ChannelRules.Access.Granted(var kind)
                    when kind.presence() == ChannelKind.Presence.HIDDEN ->
                    Reply.with(hidden(input.which().channel()));
            case ChannelRules.Access.Granted _ -> new Reply.Later(answers -> show(input, answers));
        };
    }

    private void show(Input input, Reply.Answers answers) {
        var channel = input.which().channel();
        try {
            attendance.show(
                    input.from(),
                    input.which(),
                    () -> subscriptions.contains(input.from(), channel),
                    answers::give);
        } finally {
            answers.end();
        }
    }

    /// What a client is told about channels that show nobody.
    static ChannelRefused hidden(ChannelName channel) {
        return new ChannelRefused(
                ErrorCode.FORBIDDEN,
                "Channels of kind \"%s\" do not show who is there.".formatted(channel.kind()));
    }
}
