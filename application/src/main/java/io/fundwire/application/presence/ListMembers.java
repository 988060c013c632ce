package io.fundwire.application.presence;

import io.fundwire.domain.channel.ChannelKinds;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.presence.MemberPage;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Shows who is on a channel, page by page, to whoever asks.
public final class ListMembers {

    /// The most users of one page.
    public static final int MAX_LIMIT = 100;

    /// How many a page has if nobody says.
    public static final int DEFAULT_LIMIT = 100;

    private final Attendance attendance;
    private final ChannelKinds kinds;

    /// Shows `attendance` on channels of `kinds`.
    public ListMembers(Attendance attendance, ChannelKinds kinds) {
        this.attendance = attendance;
        this.kinds = kinds;
    }

    /// Whom.
    ///
    /// @param after only users whose id comes after this one; absent for the first page
    /// @param limit how many, from 1 to [#MAX_LIMIT]
    public record Input(ChannelName channel, @Nullable String after, int limit) {}

    /// What there is.
    public sealed interface Outcome {

        /// Some of the users.
        record Page(MemberPage page) implements Outcome {}

        /// Nobody said what a channel of that kind is.
        ///
        /// @param known the kinds that there are
        record UnknownKind(List<String> known) implements Outcome {}

        /// Nobody is told who is on channels of that kind.
        record Hidden() implements Outcome {}
    }

    /// The page.
    public Outcome handle(Input input) {
        var kind = kinds.of(input.channel());
        if (kind.isEmpty()) {
            return new Outcome.UnknownKind(kinds.names());
        }
        return switch (kind.get().presence()) {
            case SHOWN -> new Outcome.Page(attendance.page(input));
            case HIDDEN -> new Outcome.Hidden();
        };
    }
}
