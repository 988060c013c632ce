package io.fundwire.application.channel;

import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelMessage;
import io.fundwire.domain.channel.ChannelPublication;
import io.fundwire.domain.channel.LogState;
import io.fundwire.domain.channel.ReplayRange;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// One channel's messages in memory. Not thread-safe.
final class MemoryLog {

    private final String epoch;
    private final NavigableMap<Long, ChannelMessage> messages = new TreeMap<>();
    private final Map<String, ChannelMessage> newestByKey = new HashMap<>();

    private long head;
    private long lostUpTo;
    private long bytes;

    /// Makes an empty log.
    MemoryLog(String epoch) {
        this.epoch = epoch;
    }

    LogState state() {
        return new LogState(epoch, lostUpTo, head);
    }

    /// About how much memory it takes.
    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    ChannelMessage add(ChannelPublication publication, ChannelKind.History bounds) {
        var message = publication.at(++head);
        if (message.key() != null) {
            var superseded = newestByKey.put(message.key(), message);
            if (superseded != null) {
                messages.remove(superseded.offset());
                bytes -= superseded.size();
            }
        }
        messages.put(message.offset(), message);
        bytes += message.size();
        while (messages.size() > bounds.messages()
                || (bytes > bounds.bytes() && messages.size() > 1)) {
            loseOldest();
        }
        return message;
    }

    /// Loses what was published before then.
    ///
    /// @return how many messages that were
    int loseBefore(Instant time, int limit) {
        int lost = 0;
        while (lost < limit
                && !messages.isEmpty()
                && messages.firstEntry().getValue().publishedAt().isBefore(time)) {
            loseOldest();
            lost++;
        }
        return lost;
    }

    private void loseOldest() {
        var oldest = messages.pollFirstEntry().getValue();
        lostUpTo = oldest.offset();
        bytes -= oldest.size();
        if (oldest.key() != null) {
            newestByKey.remove(oldest.key());
        }
    }

    List<ChannelMessage> in(ReplayRange range, int limit) {
        return messages.tailMap(range.keyedAfter(), false).values().stream()
                .filter(range::contains)
                .limit(limit)
                .toList();
    }

    long count(ReplayRange range) {
        return messages.tailMap(range.keyedAfter(), false).values().stream()
                .filter(range::contains)
                .count();
    }

    List<ChannelMessage> before(long offset, int limit) {
        return messages.headMap(offset, false).descendingMap().values().stream()
                .limit(limit)
                .toList();
    }

    /// After which offset the newest so many messages begin.
    long beginOfNewest(int number) {
        return number == 0
                ? head
                : messages.descendingMap().keySet().stream()
                        .limit(number)
                        .reduce((newer, older) -> older)
                        .map(oldest -> oldest - 1)
                        .orElse(head);
    }
}
