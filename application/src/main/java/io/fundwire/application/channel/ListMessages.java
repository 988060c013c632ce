package io.fundwire.application.channel;

import io.fundwire.domain.channel.ChannelKinds;
import io.fundwire.domain.channel.ChannelMessage;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.History;

import java.util.List;
import java.util.OptionalLong;

/// Shows what a channel's log holds, page by page. It may take as long as a disk does.
public final class ListMessages {

    /// The most messages of one page.
    public static final int MAX_LIMIT = 100;

    /// How many a page has if nobody says.
    public static final int DEFAULT_LIMIT = 50;

    /// About how large a page is at most, unless a single message is larger: a page must not fill
    /// the outbox of who asks for it.
    static final int MAX_BYTES = 64 * 1024;

    private final ChannelLogs logs;
    private final ChannelKinds kinds;

    /// Reads `logs` of `kinds`.
    public ListMessages(ChannelLogs logs, ChannelKinds kinds) {
        this.logs = logs;
        this.kinds = kinds;
    }

    /// Which messages.
    ///
    /// @param before only those with a lower offset; empty for the newest
    /// @param limit how many at most, from 1 to [#MAX_LIMIT]
    public record Input(ChannelName channel, OptionalLong before, int limit) {}

    /// What there is.
    public sealed interface Outcome {

        /// Some messages.
        record Page(History history) implements Outcome {}

        /// Nobody said what a channel of that kind is.
        ///
        /// @param known the kinds that there are
        record UnknownKind(List<String> known) implements Outcome {}
    }

    /// The page.
    public Outcome handle(Input input) {
        var kind = kinds.of(input.channel());
        if (kind.isEmpty()) {
            return new Outcome.UnknownKind(kinds.names());
        }
        var found =
                logs.of(kind.get())
                        .before(
                                input.channel(),
                                input.before().orElse(Long.MAX_VALUE),
                                input.limit() + 1);
        int count = fitting(found, input.limit());
        var page = found.subList(0, count);
        Long next = count < found.size() ? page.getLast().offset() : null;
        return new Outcome.Page(new History(input.channel(), page, next));
    }

    private static int fitting(List<ChannelMessage> found, int limit) {
        int count = 0;
        for (int bytes = 0; count < found.size() && count < limit; count++) {
            bytes += found.get(count).size();
            if (count > 0 && bytes > MAX_BYTES) {
                break;
            }
        }
        return count;
    }
}
