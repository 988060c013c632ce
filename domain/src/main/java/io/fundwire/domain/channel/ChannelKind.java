package io.fundwire.domain.channel;

import java.time.Duration;

/// The rules that all channels of one kind have in common (protocol section 5).
///
/// @param name what their names begin with
/// @param storage whether their logs outlive the server
/// @param history how much of their logs is kept
/// @param keys whether messages may have a key, and supersede each other by it
/// @param publishers who may publish
/// @param presence whether clients are told who is here
/// @param limits what one channel, and one client, may cost
public record ChannelKind(
        String name,
        Storage storage,
        History history,
        Keys keys,
        Publishers publishers,
        Presence presence,
        Limits limits) {

    /// @throws IllegalArgumentException if no kind may have that name
    public ChannelKind {
        if (!ChannelName.isKind(name)) {
            throw new IllegalArgumentException("not the name of a kind of channel");
        }
    }

    /// Whether logs outlive the server.
    public enum Storage {
        /// On disk: what was published is there for good.
        DISK,
        /// In memory: gone when the server stops, or when many channels need the room.
        MEMORY
    }

    /// How much of a channel's log is kept: the oldest goes first when there is more.
    ///
    /// @param messages how many at most
    /// @param bytes how much at most, about
    /// @param age for how long
    public record History(int messages, long bytes, Duration age) {

        /// @throws IllegalArgumentException if nothing would be kept
        public History {
            if (messages <= 0 || bytes <= 0 || !age.isPositive()) {
                throw new IllegalArgumentException("a log keeps something");
            }
        }
    }

    /// Whether messages may have a key.
    public enum Keys {
        /// Of the messages with one key only the newest counts.
        CONFLATE,
        /// Each message counts, and none may have a key.
        NONE
    }

    /// Who may publish; over HTTP one always may.
    public enum Publishers {
        /// Who is subscribed.
        MEMBERS,
        /// Every client.
        ANYONE,
        /// No client.
        SERVER
    }

    /// Whether clients are told who is here.
    public enum Presence {
        /// They are.
        SHOWN,
        /// They are not.
        HIDDEN
    }

    /// What one channel, and one client, may cost.
    ///
    /// @param messageBytes the largest payload, in bytes of UTF-8
    /// @param members the most subscribers of one channel
    /// @param channelsPerClient the most channels of this kind that one client may follow
    public record Limits(int messageBytes, int members, int channelsPerClient) {

        /// @throws IllegalArgumentException if a limit is not above zero
        public Limits {
            if (messageBytes <= 0 || members <= 0 || channelsPerClient <= 0) {
                throw new IllegalArgumentException("the limits of a kind are above zero");
            }
        }
    }
}
