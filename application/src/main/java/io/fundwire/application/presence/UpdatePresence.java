package io.fundwire.application.presence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.application.channel.ChannelRules;
import io.fundwire.application.channel.Subscriptions;
import io.fundwire.application.message.Reply;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelRefused;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.Payload;
import io.fundwire.domain.presence.Member;

import org.jspecify.annotations.Nullable;

/// Has a client say how its user is: where its cursor is, or that it is away.
public final class UpdatePresence {

    private final Attendance attendance;
    private final Subscriptions subscriptions;
    private final ChannelRules rules;

    /// Changes `attendance` as `rules` allow.
    public UpdatePresence(Attendance attendance, Subscriptions subscriptions, ChannelRules rules) {
        this.attendance = attendance;
        this.subscriptions = subscriptions;
        this.rules = rules;
    }

    /// Who is how, and where.
    ///
    /// @param state absent to have none any more
    public record Input(ConnectedClient from, ChannelName channel, @Nullable Payload state) {}

    /// Tells all on the channel, the one who says it included; it gets no other answer unless it is
    /// refused.
    public Reply handle(Input input) {
        return switch (rules.toSubscribe(input.from(), input.channel())) {
            case ChannelRules.Access.Refused refused -> Reply.with(refused.toMessage());
            case ChannelRules.Access.Granted(var kind)
                    when kind.presence() == ChannelKind.Presence.HIDDEN ->
                    Reply.with(RequestPresence.hidden(input.channel()));
            case ChannelRules.Access.Granted _ -> update(input);
        };
    }

    private Reply update(Input input) {
        int bytes = input.state() == null ? 0 : input.state().json().getBytes(UTF_8).length;
        if (bytes > Member.MAX_STATE_BYTES) {
            return Reply.with(
                    new ChannelRefused(
                            ErrorCode.TOO_LARGE,
                            "data.state has %d bytes, and may have %d."
                                    .formatted(bytes, Member.MAX_STATE_BYTES)));
        }
        boolean isHere =
                attendance.update(
                        input.from(),
                        input.channel(),
                        input.state(),
                        () -> subscriptions.contains(input.from(), input.channel()));
        return isHere
                ? Reply.none()
                : Reply.with(
                        new ChannelRefused(
                                ErrorCode.NOT_SUBSCRIBED,
                                "Subscribe to channel \"%s\" before you say how you are there."
                                        .formatted(input.channel())));
    }
}
