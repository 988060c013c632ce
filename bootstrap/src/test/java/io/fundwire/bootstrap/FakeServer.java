package io.fundwire.bootstrap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server of a few lines on a free loopback port, which does to each connection what a test says.
final class FakeServer implements AutoCloseable {

    private static final Pattern KEY = Pattern.compile("(?i)Sec-WebSocket-Key: *(\\S+)");
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;

    private final ServerSocket listener;
    private final Behaviour behaviour;
    private final Queue<Socket> accepted = new ConcurrentLinkedQueue<>();

    private FakeServer(ServerSocket listener, Behaviour behaviour) {
        this.listener = listener;
        this.behaviour = behaviour;
        Thread.ofVirtual().start(this::acceptAll);
    }

    /// What happens on a connection; it is open until the server is closed or this closes it.
    interface Behaviour {
        void on(Socket socket) throws Exception;
    }

    static FakeServer that(Behaviour behaviour) throws IOException {
        return that(behaviour, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    static FakeServer that(Behaviour behaviour, ServerSocket listener) {
        return new FakeServer(listener, behaviour);
    }

    /// Answers whatever is asked with these bytes, and closes.
    static FakeServer answering(String bytes) throws IOException {
        return that(socket -> {
            readHead(socket);
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            socket.close();
        });
    }

    /// Takes the upgrade, sends these frames, and leaves the connection open.
    static FakeServer webSocket(byte[]... frames) throws IOException {
        return that(socket -> {
            upgrade(socket);
            for (byte[] frame : frames) {
                socket.getOutputStream().write(frame);
            }
        });
    }

    static void upgrade(Socket socket) throws IOException, GeneralSecurityException {
        Matcher key = KEY.matcher(readHead(socket));
        if (!key.find()) {
            throw new IOException("no upgrade");
        }
        byte[] digest =
                MessageDigest.getInstance("SHA-1").digest((key.group(1) + GUID).getBytes(UTF_8));
        String head =
                """
                HTTP/1.1 101 Switching Protocols
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Accept: %s

                """
                        .formatted(Base64.getEncoder().encodeToString(digest));
        socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(ISO_8859_1));
    }

    static byte[] text(String text) {
        return frame(TEXT, text.getBytes(UTF_8));
    }

    static byte[] close(int code, String reason) {
        byte[] words = reason.getBytes(UTF_8);
        return frame(
                CLOSE,
                ByteBuffer.allocate(2 + words.length).putShort((short) code).put(words).array());
    }

    /// A whole message or control frame; all lengths in two bytes but the short ones.
    private static byte[] frame(int firstByte, byte[] payload) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(firstByte);
        if (payload.length < 126) {
            bytes.write(payload.length);
        } else {
            bytes.write(126);
            bytes.write(payload.length >> 8);
            bytes.write(payload.length);
        }
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }

    private static String readHead(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    String name() {
        return "localhost:" + listener.getLocalPort();
    }

    String url() {
        return "ws://%s/ws".formatted(name());
    }

    private void acceptAll() {
        while (true) {
            try {
                Socket socket = listener.accept();
                accepted.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try {
            behaviour.on(socket);
        } catch (Exception gone) {
            // The client went away, as some tests want it to.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }
}
