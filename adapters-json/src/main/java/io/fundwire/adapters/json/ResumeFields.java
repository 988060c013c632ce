package io.fundwire.adapters.json;

import io.fundwire.application.resume.ResumeClient;
import io.fundwire.application.resume.SubscriptionRestorer;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.session.ResumeToken;

/// Reads what a client says that comes back (protocol section 5).
final class ResumeFields {

    private ResumeFields() {}

    static ResumeClient.Input read(ConnectedClient from, Fields data) {
        return new ResumeClient.Input(
                from,
                data.text("token", ResumeToken.MAX_LENGTH),
                data.namedObjects(
                        "channels",
                        ResumeClient.MAX_CHANNELS,
                        ChannelName::of,
                        ChannelFields.NAME_EXPECTED,
                        ResumeFields::wish));
    }

    private static SubscriptionRestorer.Wish wish(Fields channel) {
        return new SubscriptionRestorer.Wish(
                ChannelFields.position(channel.object("position")),
                channel.optionalPositiveNumber("maxRate"));
    }
}
