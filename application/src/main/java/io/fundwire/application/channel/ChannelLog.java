package io.fundwire.application.channel;

import io.fundwire.application.store.Receipt;
import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelKinds;
import io.fundwire.domain.channel.ChannelMessage;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelPublication;
import io.fundwire.domain.channel.LogOpening;
import io.fundwire.domain.channel.LogPage;
import io.fundwire.domain.channel.Position;
import io.fundwire.domain.channel.ReplayRange;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Port: where the messages of channels are kept, in the order of publishing (protocol section 5).
/// Thread-safe.
///
/// The offsets of a channel begin with 1 and go up by one, whatever is trimmed. If they should ever
/// begin again, the epoch is another one. A channel that nobody published on has an epoch too, the
/// one that its first message will find as long as no log is forgotten in between.
///
/// Receipts of one channel come in the order of its offsets, one after the other and on any thread.
/// Questions are answered at once, which may take as long as a disk does, and see every message
/// whose receipt has come.
public interface ChannelLog {

    /// Puts a message at the head of its channel's log, unless it is a repetition. Older messages
    /// of its key are superseded, and gone; the oldest go as well where there is more than the kind
    /// allows, but not the message itself.
    void append(ChannelKind kind, ChannelPublication publication, Receipt<Logged> receipt);

    /// Where somebody begins who comes with a position or without: with all that follows the
    /// position, if the log [reaches][io.fundwire.domain.channel.LogState#reaches] it; else with
    /// the newest `history` messages and the newest of each key.
    LogOpening open(
            ChannelKind kind, ChannelName channel, Optional<Position> position, int history);

    /// The first messages of a range.
    ///
    /// @param limit how many at most, above zero
    LogPage read(ChannelName channel, ReplayRange range, int limit);

    /// What a channel's log holds, the newest first.
    ///
    /// @param before only messages with a lower offset
    /// @param limit how many at most
    List<ChannelMessage> before(ChannelName channel, long before, int limit);

    /// Removes messages that are older than their kind allows, and what is known of publish ids of
    /// long ago. A log of whose kind nothing is known stays as it is.
    ///
    /// @param idsBefore publish ids that were used before then are forgotten
    /// @param limit how many at most
    /// @param receipt gets how many were removed
    void trim(
            ChannelKinds kinds,
            Instant now,
            Instant idsBefore,
            int limit,
            Receipt<Integer> receipt);
}
