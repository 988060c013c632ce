package io.fundwire.application.channel;

import io.fundwire.domain.channel.ChannelMessage;
import io.fundwire.domain.channel.ChannelMessageDelivery;
import io.fundwire.domain.channel.LastOfPage;
import io.fundwire.domain.channel.LogPage;
import io.fundwire.domain.channel.LogState;
import io.fundwire.domain.message.Outgoing;

import java.util.ArrayList;
import java.util.List;

/// Some messages of a log as they are sent to whoever is behind at that place, encoded.
///
/// @param state what the log held when they were read
/// @param messages in the order of offsets; none if nothing is left to be read
/// @param end where whoever was sent them is
record ReplayedPage(LogState state, List<Outgoing> messages, ReplayPlace end) {

    /// How much of a log is sent before the client must have taken it.
    static final int MAX_MESSAGES = 64;

    static final int MAX_BYTES = 256 * 1024;

    /// Reads the log of a channel on from a place.
    static ReplayedPage read(ChannelLog log, Channel channel, ReplayPlace place) {
        return of(log.read(channel.name(), place.range(), MAX_MESSAGES), channel, place);
    }

    private static ReplayedPage of(LogPage page, Channel channel, ReplayPlace place) {
        var messages = page.messages();
        int count = fitting(messages);
        var prepared = new ArrayList<Outgoing>(count);
        var end = place;
        for (int i = 0; i < count; i++) {
            boolean isLast = i == count - 1;
            long upTo =
                    i + 1 < messages.size()
                            ? messages.get(i + 1).offset() - 1
                            : page.isLast() ? page.state().head() : messages.get(i).offset();
            var message = new ChannelMessageDelivery(messages.get(i), page.state().at(upTo));
            prepared.add(
                    channel.prepare(messages.get(i), isLast ? new LastOfPage(message) : message));
            end = end.beyond(upTo);
        }
        return new ReplayedPage(page.state(), prepared, end);
    }

    private static int fitting(List<ChannelMessage> messages) {
        int count = 0;
        for (int bytes = 0; count < messages.size() && bytes < MAX_BYTES; count++) {
            bytes += messages.get(count).size();
        }
        return count;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /// Whether nothing is missing between that place and the first message.
    boolean goesOnFrom(ReplayPlace place) {
        return state.epoch().equals(place.epoch())
                && place.range().unkeyedAfter() >= state.lostUpTo();
    }
}
