package io.fundwire.application.channel;

import io.fundwire.application.store.StoreReaders;
import io.fundwire.domain.channel.ChannelKind;

import java.util.function.Consumer;

/// The logs of all channels, by what their kinds ask for.
///
/// @param disk keeps what must outlive the server
/// @param memory keeps what need not
/// @param readers run questions to `disk`
public record ChannelLogs(ChannelLog disk, ChannelLog memory, StoreReaders readers) {

    /// Where messages of that kind are kept.
    public ChannelLog of(ChannelKind kind) {
        return switch (kind.storage()) {
            case DISK -> disk;
            case MEMORY -> memory;
        };
    }

    /// Asks the log of that kind something, soon and on a thread that may wait for it: this one if
    /// nothing needs to be waited for.
    void ask(ChannelKind kind, Consumer<ChannelLog> question) {
        switch (kind.storage()) {
            case DISK -> readers.run(() -> question.accept(disk));
            case MEMORY -> question.accept(memory);
        }
    }
}
