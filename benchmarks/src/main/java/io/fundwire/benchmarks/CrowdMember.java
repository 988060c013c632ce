package io.fundwire.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.fundwire.benchmarks.load.Handshake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/// One client of a [Crowd]: the least of RFC 6455 that a server cannot do without.
final class CrowdMember {

    private static final long BEFORE_RETRY_NANOS = 100_000;
    private static final int LONGEST_FRAME = 16 * 1024;
    private static final int LAST_FRAME = 0x80;
    private static final int TEXT = 1;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int MASKED = 0x80;
    private static final int TWO_BYTES_OF_LENGTH = 126;
    private static final int HEADER = 8;
    private static final String END_OF_ANSWER = "\r\n\r\n";

    private final int number;
    private final SocketChannel socket;
    private final Crowd.Ear ear;
    private final ByteBuffer in = ByteBuffer.allocate(2 * LONGEST_FRAME);

    CrowdMember(int number, SocketChannel socket, Crowd.Ear ear) {
        this.number = number;
        this.socket = socket;
        this.ear = ear;
    }

    /// Asks for a WebSocket and waits until it has it. What came with the answer is read later.
    void upgrade(int port) throws IOException {
        write(ByteBuffer.wrap(Handshake.request(port)));
        String answer = "";
        while (!answer.contains(END_OF_ANSWER)) {
            if (socket.read(in) < 0) {
                throw new IOException("The server hung up: " + answer);
            }
            answer = new String(in.array(), 0, in.position(), ISO_8859_1);
        }
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new IOException(answer);
        }
        in.flip().position(answer.indexOf(END_OF_ANSWER) + END_OF_ANSWER.length());
        in.compact();
    }

    void send(byte[] text) throws IOException {
        send(TEXT, text);
    }

    /// A mask of zeros leaves the bytes as they are.
    private void send(int opcode, byte[] payload) throws IOException {
        var frame = ByteBuffer.allocate(HEADER + payload.length);
        frame.put((byte) (LAST_FRAME | opcode));
        if (payload.length < TWO_BYTES_OF_LENGTH) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | TWO_BYTES_OF_LENGTH)).putShort((short) payload.length);
        }
        write(frame.putInt(0).put(payload).flip());
    }

    private synchronized void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (socket.write(bytes) == 0) {
                LockSupport.parkNanos(BEFORE_RETRY_NANOS);
            }
        }
    }

    /// Reads what is there.
    ///
    /// @return whether more may come
    boolean read() throws IOException {
        int count = socket.read(in);
        in.flip();
        while (nextFrame()) {
            // Each is heard as it is found.
        }
        in.compact();
        return count >= 0;
    }

    private boolean nextFrame() throws IOException {
        if (in.remaining() < Short.BYTES + Short.BYTES) {
            return false;
        }
        in.mark();
        int opcode = in.get() & 0x0f;
        int length = in.get() & 0x7f;
        if (length == TWO_BYTES_OF_LENGTH) {
            length = Short.toUnsignedInt(in.getShort());
        }
        if (in.remaining() < length) {
            in.reset();
            return false;
        }
        var payload = new byte[length];
        in.get(payload);
        switch (opcode) {
            case TEXT -> ear.hears(number, new String(payload, ISO_8859_1));
            case PING -> send(PONG, payload);
            default -> {}
        }
        return true;
    }

    void close() throws IOException {
        socket.close();
    }
}
