package io.fundwire.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// Clients that connect, read their welcome and then do nothing at all: they do not even answer the
/// server's close. No library would let a test do that. With as many of them as a server has
/// places, an orderly stop takes seconds.
final class FrozenClients implements AutoCloseable {

    private final List<Socket> sockets = new ArrayList<>();

    private FrozenClients() {}

    static FrozenClients connect(int port, int count) {
        var clients = new FrozenClients();
        try {
            for (int i = 0; i < count; i++) {
                clients.connect(port);
            }
            return clients;
        } catch (IOException | AssertionError failed) {
            clients.close();
            throw new AssertionError("not connected: " + failed, failed);
        }
    }

    private void connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(socket);
        socket.setSoTimeout((int) RunningServer.PATIENCE.toMillis());
        String upgrade =
                """
                GET /ws HTTP/1.1
                Host: localhost:%d
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                """
                        .formatted(port);
        socket.getOutputStream().write(upgrade.replace("\n", "\r\n").getBytes(ISO_8859_1));
        readUntil("\"type\":\"connection\"", socket);
    }

    private static void readUntil(String text, Socket socket) throws IOException {
        var read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("the server closed after: " + read);
            }
            read.append((char) next);
        }
    }

    /// Their connections break.
    void vanish() {
        try {
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() {
        vanish();
    }
}
