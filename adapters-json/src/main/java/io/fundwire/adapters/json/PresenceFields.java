package io.fundwire.adapters.json;

import io.fundwire.application.presence.ListMembers;
import io.fundwire.application.presence.RequestPresence;
import io.fundwire.application.presence.UpdatePresence;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.message.Payload;

/// Reads what clients ask and say about who is on a channel (protocol section 7).
final class PresenceFields {

    private PresenceFields() {}

    static RequestPresence.Input request(ConnectedClient from, Fields data) {
        return new RequestPresence.Input(
                from,
                new ListMembers.Input(
                        ChannelFields.name(data),
                        data.optionalText("after", UserId.MAX_LENGTH),
                        (int)
                                data.wholeNumber(
                                        "limit",
                                        1,
                                        ListMembers.MAX_LIMIT,
                                        ListMembers.DEFAULT_LIMIT)));
    }

    static UpdatePresence.Input update(ConnectedClient from, Fields data) {
        var channel = ChannelFields.name(data);
        // How large it may be, the use case says.
        String state = data.optionalJson("state", Integer.MAX_VALUE);
        if (state == null && !data.saysNull("state")) {
            throw data.invalid("state", "must be a JSON value; null takes the state away.");
        }
        return new UpdatePresence.Input(from, channel, state == null ? null : new Payload(state));
    }
}
