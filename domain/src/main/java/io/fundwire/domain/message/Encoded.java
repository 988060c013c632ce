package io.fundwire.domain.message;

import java.nio.ByteBuffer;

/// The bytes of one message as a transport writes them: made once, then shared by all who receive
/// it. Immutable as long as the array given is left alone, and so safe for any thread.
public final class Encoded {

    private final ByteBuffer bytes;

    /// @param bytes becomes this object's own: the caller must not change it any more
    public Encoded(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /// How many bytes it is.
    public int size() {
        return bytes.limit();
    }

    /// A read-only view with a position of its own; the bytes are shared.
    public ByteBuffer view() {
        return bytes.duplicate();
    }
}
