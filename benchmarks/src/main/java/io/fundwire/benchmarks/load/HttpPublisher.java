package io.fundwire.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/// A back end that publishes notifications to everyone, over one connection that it keeps.
final class HttpPublisher implements Swarm.Party {

    private static final int ROOM = 64 * 1024;

    private final SocketChannel socket;
    private final int port;
    private final ByteBuffer in = ByteBuffer.allocate(ROOM);

    private HttpPublisher(SocketChannel socket, int port) {
        this.socket = socket;
        this.port = port;
    }

    static HttpPublisher connect(Swarm swarm) throws IOException {
        var socket = SocketChannel.open(swarm.server());
        socket.configureBlocking(false);
        var publisher = new HttpPublisher(socket, swarm.server().getPort());
        swarm.register(socket, SelectionKey.OP_READ, publisher);
        return publisher;
    }

    void publish(long number) throws IOException {
        String body = Talk.notification(number);
        String request =
                """
                POST /api/notifications HTTP/1.1
                Host: localhost:%d
                Content-Type: application/json
                Content-Length: %d

                """
                        .formatted(port, body.length())
                        .replace("\n", "\r\n");
        socket.write(ByteBuffer.wrap((request + body).getBytes(UTF_8)));
    }

    /// Answers come one at a time, as each of them is small.
    @Override
    public void ready(SelectionKey key) throws IOException {
        in.clear();
        if (socket.read(in) < 0) {
            throw new EOFException("The server closed the connection of the back end.");
        }
        var answer = new String(in.array(), 0, in.position(), UTF_8);
        if (answer.startsWith("HTTP/1.1 ") && !answer.startsWith("HTTP/1.1 202 ")) {
            throw new IOException("not accepted: " + answer);
        }
    }
}
