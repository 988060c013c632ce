package io.fundwire.domain.presence;

import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Some of the users on a channel, in the order of their ids. It waits among the
/// [news][PresenceNews] of its channel, so that what is told after it happened after it.
///
/// @param count how many there are, on this page or not
/// @param next what to ask for to get those after them; absent on the last page
public record MemberPage(
        ChannelName channel, int count, List<Member> members, @Nullable UserId next)
        implements ServerMessage {

    /// Keeps a copy of `members`.
    public MemberPage {
        members = List.copyOf(members);
    }

    /// The page of a channel where nobody is.
    public static MemberPage empty(ChannelName channel) {
        return new MemberPage(channel, 0, List.of(), null);
    }

    @Override
    public String type() {
        return "presence";
    }

    @Override
    public Lane lane() {
        return Lane.EPHEMERAL;
    }
}
