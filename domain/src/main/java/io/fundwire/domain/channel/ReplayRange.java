package io.fundwire.domain.channel;

/// Which messages of a log a subscriber is yet to be sent: those with a key above one offset, those
/// without above another.
///
/// @param keyedAfter where messages with a key begin
/// @param unkeyedAfter where messages without a key begin; not below `keyedAfter`
public record ReplayRange(long keyedAfter, long unkeyedAfter) {

    /// All that follows an offset.
    public static ReplayRange after(long offset) {
        return new ReplayRange(offset, offset);
    }

    /// What is left of it when all up to an offset was sent.
    public ReplayRange beyond(long offset) {
        return new ReplayRange(Math.max(keyedAfter, offset), Math.max(unkeyedAfter, offset));
    }

    /// Whether a message is in it.
    public boolean contains(ChannelMessage message) {
        return message.offset() > (message.key() == null ? unkeyedAfter : keyedAfter);
    }
}
