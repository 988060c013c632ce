package io.fundwire.application.channel;

import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelKinds;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelRefused;
import io.fundwire.domain.message.ErrorCode;

import java.util.List;
import java.util.Optional;

/// What may be done on which channel: by its kind, and by the policy.
///
/// @param kinds all that there are
/// @param policy what is asked beyond their rules
public record ChannelRules(ChannelKinds kinds, ChannelPolicy policy) {

    /// Whether something may be done.
    public sealed interface Access {

        /// It may.
        record Granted(ChannelKind kind) implements Access {}

        /// It may not, and why.
        record Refused(ErrorCode code, String sentence) implements Access {

            /// What to tell who asked.
            public ChannelRefused toMessage() {
                return new ChannelRefused(code, sentence);
            }
        }
    }

    /// Whether a client may follow a channel, read its history and type there.
    public Access toSubscribe(ConnectedClient client, ChannelName channel) {
        Optional<ChannelKind> kind = kinds.of(channel);
        if (kind.isEmpty()) {
            return unknownKind(channel);
        }
        return switch (policy.toSubscribe(client.session().client(), kind.get(), channel)) {
            case GRANTED -> new Access.Granted(kind.get());
            case DENIED -> forbidden("You may not follow channel \"%s\".".formatted(channel));
        };
    }

    /// Whether a client may publish on a channel.
    ///
    /// @param isMember whether it follows the channel
    Access toPublish(ConnectedClient client, ChannelName channel, boolean isMember) {
        Optional<ChannelKind> kind = kinds.of(channel);
        if (kind.isEmpty()) {
            return unknownKind(channel);
        }
        return switch (kind.get().publishers()) {
            case SERVER ->
                    forbidden(
                            "On channels of kind \"%s\" only the server publishes."
                                    .formatted(channel.kind()));
            case MEMBERS ->
                    isMember
                            ? byPolicy(client, kind.get(), channel)
                            : new Access.Refused(
                                    ErrorCode.NOT_SUBSCRIBED,
                                    "Subscribe to channel \"%s\" before you publish there."
                                            .formatted(channel));
            case ANYONE -> byPolicy(client, kind.get(), channel);
        };
    }

    private Access byPolicy(ConnectedClient client, ChannelKind kind, ChannelName channel) {
        return switch (policy.toPublish(client.session().client(), kind, channel)) {
            case GRANTED -> new Access.Granted(kind);
            case DENIED -> forbidden("You may not publish on channel \"%s\".".formatted(channel));
        };
    }

    private static Access forbidden(String sentence) {
        return new Access.Refused(ErrorCode.FORBIDDEN, sentence);
    }

    private Access unknownKind(ChannelName channel) {
        return new Access.Refused(ErrorCode.NOT_FOUND, unknownKindSentence(channel, kinds.names()));
    }

    /// What to tell who asks for a kind that is not there.
    static String unknownKindSentence(ChannelName channel, List<String> known) {
        return "There are no channels of kind \"%s\": the kinds here are %s."
                .formatted(channel.kind(), String.join(", ", known));
    }
}
