package io.fundwire.adapters.json;

import io.fundwire.application.channel.ListMessages;
import io.fundwire.application.channel.RequestHistory;
import io.fundwire.application.channel.SendMessage;
import io.fundwire.application.channel.SubscribeChannel;
import io.fundwire.application.channel.UnsubscribeChannel;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelPublication;
import io.fundwire.domain.channel.Position;
import io.fundwire.domain.message.Payload;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Reads what clients and back ends say about channels (protocol section 5).
public final class ChannelFields {

    /// How a sentence goes on after a name that no channel can have.
    public static final String NAME_EXPECTED =
            "must be the name of a channel: <kind>:<id>, such as conversation:42.";

    private static final int UUID_LENGTH = 36;
    private static final Pattern UUID =
            Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private ChannelFields() {}

    static SubscribeChannel.Input subscribe(ConnectedClient from, Fields data) {
        return new SubscribeChannel.Input(
                from,
                name(data),
                Optional.ofNullable(data.optionalObject("position")).map(ChannelFields::position),
                (int) data.wholeNumber("history", 0, SubscribeChannel.MAX_HISTORY, 0),
                data.optionalPositiveNumber("maxRate"));
    }

    static UnsubscribeChannel.Input unsubscribe(ConnectedClient from, Fields data) {
        return new UnsubscribeChannel.Input(from, name(data));
    }

    static SendMessage.Input publish(ConnectedClient from, Fields data) {
        return new SendMessage.Input(
                from, name(data), event(data), payload(data), key(data), publishId(data));
    }

    static RequestHistory.Input history(ConnectedClient from, Fields data) {
        return new RequestHistory.Input(
                from,
                name(data),
                data.has("before")
                        ? OptionalLong.of(data.wholeNumber("before", 0, Long.MAX_VALUE))
                        : OptionalLong.empty(),
                (int)
                        data.wholeNumber(
                                "limit", 1, ListMessages.MAX_LIMIT, ListMessages.DEFAULT_LIMIT));
    }

    static Position position(Fields position) {
        return new Position(
                position.text("epoch", Position.MAX_EPOCH_LENGTH),
                position.wholeNumber("offset", 0, Long.MAX_VALUE));
    }

    static ChannelName name(Fields data) {
        return ChannelName.of(data.text("channel", ChannelName.MAX_LENGTH))
                .orElseThrow(() -> data.invalid("channel", NAME_EXPECTED));
    }

    /// What a message is, in its publisher's words.
    public static String event(Fields fields) {
        return fields.text("event", ChannelPublication.MAX_EVENT_LENGTH);
    }

    /// What a message says; how large it may be, its kind of channel knows.
    public static Payload payload(Fields fields) {
        String json = fields.optionalJson("payload", Integer.MAX_VALUE);
        if (json == null) {
            throw fields.invalid("payload", "must be a JSON value other than null.");
        }
        return new Payload(json);
    }

    /// What a message supersedes others by, if it does.
    public static @Nullable String key(Fields fields) {
        return fields.optionalText("key", ChannelPublication.MAX_KEY_LENGTH);
    }

    /// What its publisher calls a message, if anything.
    public static Optional<String> publishId(Fields fields) {
        String id = fields.optionalText("publishId", UUID_LENGTH);
        if (id != null && !UUID.matcher(id).matches()) {
            throw fields.invalid(
                    "publishId", "must be a UUID, such as 0f8fad5b-d9cb-469f-a165-70867728950e.");
        }
        return Optional.ofNullable(id);
    }
}
