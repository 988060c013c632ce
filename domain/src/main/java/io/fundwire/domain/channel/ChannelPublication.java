package io.fundwire.domain.channel;

import io.fundwire.domain.message.Payload;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/// A message that is to get its offset.
///
/// @param event what the message is, in the publisher's words
/// @param key messages of one key supersede each other; absent if each counts
/// @param from absent if it came over HTTP
public record ChannelPublication(
        ChannelName channel,
        String event,
        Payload payload,
        @Nullable String key,
        @Nullable Author from,
        Instant publishedAt,
        Optional<PublishId> publishId) {

    /// The longest event, in characters.
    public static final int MAX_EVENT_LENGTH = 64;

    /// The longest key, in characters.
    public static final int MAX_KEY_LENGTH = 128;

    /// The message with the offset that it got.
    public ChannelMessage at(long offset) {
        return new ChannelMessage(channel, event, payload, key, offset, from, publishedAt);
    }
}
