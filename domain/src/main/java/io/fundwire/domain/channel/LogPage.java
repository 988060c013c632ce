package io.fundwire.domain.channel;

import java.util.List;

/// Some messages of a log, and what the log held when they were read.
///
/// @param messages in the order of offsets
/// @param isLast whether no more were there to be read
public record LogPage(LogState state, List<ChannelMessage> messages, boolean isLast) {

    /// Keeps a copy of `messages`.
    public LogPage {
        messages = List.copyOf(messages);
    }
}
