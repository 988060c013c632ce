package io.fundwire.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// Frames as clients send them (RFC 6455, section 5.2), ready to be written any number of times.
final class Frame {

    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    static final int LAST = 0x80;
    static final int TWO_BYTES_OF_LENGTH = 126;
    static final int EIGHT_BYTES_OF_LENGTH = 127;

    private static final int MASKED = 0x80;
    private static final int LONGEST_HEADER = 8;

    /// Any mask will do, as nothing here is to be hidden from a proxy; not zeros, as a server might
    /// have less to do for those.
    private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

    private Frame() {}

    static ByteBuffer text(String text) {
        return of(TEXT, text.getBytes(UTF_8));
    }

    static ByteBuffer of(int opcode, byte[] payload) {
        var frame = ByteBuffer.allocateDirect(LONGEST_HEADER + payload.length);
        frame.put((byte) (LAST | opcode));
        if (payload.length < TWO_BYTES_OF_LENGTH) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | TWO_BYTES_OF_LENGTH)).putShort((short) payload.length);
        }
        frame.put(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ MASK[i % MASK.length]));
        }
        return frame.flip();
    }

    /// So many of the same, one after the other.
    static ByteBuffer repeated(ByteBuffer frame, int times) {
        var all = ByteBuffer.allocateDirect(frame.remaining() * times);
        for (int i = 0; i < times; i++) {
            all.put(frame.duplicate());
        }
        return all.flip();
    }
}
