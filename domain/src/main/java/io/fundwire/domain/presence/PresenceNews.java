package io.fundwire.domain.presence;

import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;

/// What those on a channel are told about each other (protocol section 7). A slow reader gets the
/// last word about each user, in the order of last words.
public sealed interface PresenceNews extends ServerMessage
        permits MemberJoined, MemberLeft, MembersCounted, StateChanged {

    @Override
    default Lane lane() {
        return Lane.EPHEMERAL;
    }
}
