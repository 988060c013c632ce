package io.fundwire.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/// A client that is nothing but a socket: it sends what no library would, and remembers what it was
/// told only if it cares to read.
final class RawClient implements AutoCloseable {

    static final String UPGRADE =
            """
            GET /ws HTTP/1.1
            Host: localhost
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """
                    .replace("\n", "\r\n");

    private static final int SMALL_BUFFER = 8 * 1024;
    private static final long PAUSE_NANOS = 1_000_000;

    private static final byte TEXT = (byte) 0x81;
    private static final byte MASKED = (byte) 0x80;
    private static final int TWO_LENGTH_BYTES = 126;
    private static final int EIGHT_LENGTH_BYTES = 127;

    private final Socket socket;

    private RawClient(Socket socket) {
        this.socket = socket;
    }

    /// A connection, on which nothing was said yet.
    static RawClient open(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) RunningServer.PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        return new RawClient(socket);
    }

    /// A client that has read its welcome.
    static RawClient connect(int port) throws IOException {
        return welcomed(open(port));
    }

    /// The same, but its network keeps next to nothing that it has not read.
    static RawClient connectWithSmallBuffer(int port) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.setSoTimeout((int) RunningServer.PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return welcomed(new RawClient(socket));
    }

    private static RawClient welcomed(RawClient client) throws IOException {
        try {
            client.send(UPGRADE);
            client.readUntil("\"type\":\"connection\"");
            return client;
        } catch (IOException | RuntimeException failed) {
            client.close();
            throw failed;
        }
    }

    /// Sends bytes as they are, one for each character.
    void send(String text) throws IOException {
        send(text.getBytes(ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /// Sends a text message in one frame.
    void sendText(String text) throws IOException {
        send(frame(TEXT, text.getBytes(UTF_8)));
    }

    /// A masked frame. The mask is zero, so that the payload stands in it as it is.
    static byte[] frame(int firstByte, byte[] payload) {
        int length = payload.length;
        var frame = ByteBuffer.allocate(length + 14).put((byte) firstByte);
        if (length < TWO_LENGTH_BYTES) {
            frame.put((byte) (MASKED | length));
        } else if (length < 1 << 16) {
            frame.put((byte) (MASKED | TWO_LENGTH_BYTES)).putShort((short) length);
        } else {
            frame.put((byte) (MASKED | EIGHT_LENGTH_BYTES)).putLong(length);
        }
        frame.putInt(0).put(payload);
        byte[] bytes = new byte[frame.flip().remaining()];
        frame.get(bytes);
        return bytes;
    }

    /// @return all that was read
    String readUntil(String text) throws IOException {
        var read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("the server closed after: " + read);
            }
            read.append((char) next);
        }
        return read.toString();
    }

    /// Reads all that is there until a text was among it, in as few reads as it takes.
    void readPast(String text) throws IOException {
        var read = new StringBuilder();
        byte[] buffer = new byte[SMALL_BUFFER];
        while (read.indexOf(text) < 0) {
            int count = socket.getInputStream().read(buffer);
            if (count < 0) {
                throw new IOException("the server closed after: " + read);
            }
            read.append(new String(buffer, 0, count, ISO_8859_1));
        }
    }

    /// Reads a little at a time, until a text has come so often.
    ///
    /// @return all that was read
    String readSlowlyUntil(String text, int times) throws IOException {
        var read = new StringBuilder();
        byte[] buffer = new byte[SMALL_BUFFER];
        int searched = 0;
        int found = 0;
        while (found < times) {
            int count = socket.getInputStream().read(buffer);
            if (count < 0) {
                throw new IOException("the server closed after " + read.length() + " bytes");
            }
            read.append(new String(buffer, 0, count, ISO_8859_1));
            for (int at = read.indexOf(text, searched);
                    at >= 0;
                    at = read.indexOf(text, searched)) {
                found++;
                searched = at + text.length();
            }
            searched = Math.max(searched, read.length() - text.length());
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return read.toString();
    }

    /// Reads for so long, or until the server ends the connection.
    ///
    /// @return all that was read, one character for each byte
    String readFor(int millis) throws IOException {
        long end = System.nanoTime() + millis * 1_000_000L;
        var read = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (System.nanoTime() < end) {
            socket.setSoTimeout(Math.max(1, (int) ((end - System.nanoTime()) / 1_000_000)));
            try {
                int count = socket.getInputStream().read(buffer);
                if (count < 0) {
                    break;
                }
                read.write(buffer, 0, count);
            } catch (IOException timeOutOrReset) {
                break;
            }
        }
        return read.toString(ISO_8859_1);
    }

    /// Ends the connection with a RST, as a program does that crashes with unread input.
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
