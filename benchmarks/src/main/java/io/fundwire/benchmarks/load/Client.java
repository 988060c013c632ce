package io.fundwire.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/// One connection of a [Swarm].
final class Client implements Swarm.Party {

    private static final byte[] WELCOME = Message.type("connection");
    private static final byte[] SUBSCRIBED = Message.type("subscribed");
    private static final String END_OF_ANSWER = "\r\n\r\n";
    private static final byte[] NOTHING = {};

    private static final int OPCODE = 0x0f;
    private static final int LENGTH = 0x7f;
    private static final int BYTE = 0xff;

    private enum Phase {
        CONNECTING,
        UPGRADING,
        GREETED,
        READY
    }

    private final Swarm swarm;
    private final int number;
    private final SocketChannel socket;
    private final long begun = System.nanoTime();

    private Phase phase = Phase.CONNECTING;

    /// What was read of a frame that is not whole yet.
    private byte[] rest = NOTHING;

    /// For whoever listens: how often it heard something, or what it heard last.
    long heard;

    Client(Swarm swarm, int number, SocketChannel socket) {
        this.swarm = swarm;
        this.number = number;
        this.socket = socket;
    }

    int number() {
        return number;
    }

    /// Writes what fits into the system's buffers, as it must: a generator that would have to wait
    /// measures itself.
    void write(ByteBuffer bytes) throws IOException {
        bytes.rewind();
        socket.write(bytes);
        if (bytes.hasRemaining()) {
            throw new IOException("The server reads so slowly that nothing can be sent.");
        }
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        if (phase == Phase.CONNECTING) {
            socket.finishConnect();
            phase = Phase.UPGRADING;
            key.interestOps(SelectionKey.OP_READ);
            write(swarm.upgradeRequest());
        } else {
            read();
        }
    }

    private void read() throws IOException {
        byte[] bytes = swarm.room(rest);
        int length = swarm.read(socket, rest.length);
        int at = phase == Phase.UPGRADING ? answer(bytes, length) : 0;
        for (int next = at; next >= 0; next = frame(bytes, at, length)) {
            at = next;
        }
        rest = at == length ? NOTHING : Arrays.copyOfRange(bytes, at, length);
        swarm.wasRead(this);
    }

    /// @return where the first frame begins
    private int answer(byte[] bytes, int length) throws IOException {
        var answer = new String(bytes, 0, length, ISO_8859_1);
        int end = answer.indexOf(END_OF_ANSWER);
        if (end < 0) {
            return 0;
        }
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new IOException("not upgraded: " + answer);
        }
        phase = Phase.GREETED;
        return end + END_OF_ANSWER.length();
    }

    /// Hears the frame that begins there.
    ///
    /// @return where it ends, or -1 if it is not whole
    private int frame(byte[] bytes, int at, int length) throws IOException {
        if (phase == Phase.UPGRADING || length - at < 2) {
            return -1;
        }
        int payload = at + 2;
        int size = bytes[at + 1] & LENGTH;
        if (size == Frame.TWO_BYTES_OF_LENGTH) {
            if (length - at < 4) {
                return -1;
            }
            size = ((bytes[at + 2] & BYTE) << 8) | (bytes[at + 3] & BYTE);
            payload = at + 4;
        } else if (size == Frame.EIGHT_BYTES_OF_LENGTH) {
            throw new IOException("a frame longer than any that is expected");
        }
        if (length - payload < size) {
            return -1;
        }
        swarm.message().set(bytes, payload, payload + size);
        switch (bytes[at] & BYTE) {
            case Frame.LAST | Frame.TEXT -> hears(swarm.message());
            case Frame.LAST | Frame.PING -> write(Frame.of(Frame.PONG, swarm.message().payload()));
            case Frame.LAST | Frame.PONG -> {}
            default -> throw new IOException("a frame of kind " + (bytes[at] & OPCODE));
        }
        return payload + size;
    }

    private void hears(Message message) throws IOException {
        if (phase == Phase.READY) {
            swarm.hears(this, message);
        } else if (swarm.subscribes() && message.is(WELCOME)) {
            write(swarm.subscribeRequest());
        } else if (message.is(WELCOME) || message.is(SUBSCRIBED)) {
            phase = Phase.READY;
            swarm.isReady(System.nanoTime() - begun);
        }
    }

    /// Ends it at once, by a reset: else the system would keep its port for a minute.
    void cut() throws IOException {
        socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        socket.close();
    }
}
