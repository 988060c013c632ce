package io.fundwire.domain.channel;

import io.fundwire.domain.message.Payload;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// One message in a channel's log (protocol section 5).
///
/// @param event what the message is, in the publisher's words
/// @param key messages of one key supersede each other; absent if each counts
/// @param offset its place in the log: the first is 1, and no number is left out or given twice
/// @param from absent if it was published over HTTP
public record ChannelMessage(
        ChannelName channel,
        String event,
        Payload payload,
        @Nullable String key,
        long offset,
        @Nullable Author from,
        Instant publishedAt) {

    /// What each message costs a log besides its texts, about.
    private static final int OVERHEAD = 128;

    /// About how many bytes it takes in a log: the same each time it is asked.
    public int size() {
        return OVERHEAD
                + event.length()
                + payload.json().length()
                + (key == null ? 0 : key.length());
    }
}
