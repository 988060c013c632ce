package io.fundwire.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// The least that telling many clients something can cost: one thread that writes the same bytes to
/// each socket, and knows nothing of clients, channels or slow readers.
final class PlainFanOut {

    private static final String ANSWER = "HTTP/1.1 101 Switching Protocols\r\n\r\n";
    private static final int REQUEST_BYTES = 1024;

    private PlainFanOut() {}

    /// What one write costs.
    static double microsOfCpu(int clients, int rounds) throws Exception {
        var had = new Semaphore(0);
        try (var server = ServerSocketChannel.open();
                var threads = Executors.newSingleThreadExecutor()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            var accepted = CompletableFuture.supplyAsync(() -> accept(server, clients), threads);
            try (var crowd = Crowd.connect(port, clients, (client, text) -> had.release())) {
                List<SocketChannel> sockets = accepted.get();
                write(sockets, had, rounds);
                long cpu = write(sockets, had, rounds);
                if (crowd.lost() > 0) {
                    throw new IllegalStateException("clients were cut off");
                }
                return cpu / 1e3 / rounds / clients;
            }
        }
    }

    private static List<SocketChannel> accept(ServerSocketChannel server, int clients) {
        try {
            var sockets = new ArrayList<SocketChannel>();
            while (sockets.size() < clients) {
                var socket = server.accept();
                // The whole request comes at once, as it was written at once.
                socket.read(ByteBuffer.allocate(REQUEST_BYTES));
                socket.write(ByteBuffer.wrap(ANSWER.getBytes(ISO_8859_1)));
                sockets.add(socket);
            }
            return sockets;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long write(List<SocketChannel> sockets, Semaphore had, int rounds)
            throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        ByteBuffer frame = frame();
        long cpu = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < rounds; i++) {
            for (SocketChannel socket : sockets) {
                socket.write(frame.duplicate());
            }
            had.acquire(sockets.size());
        }
        return threads.getCurrentThreadCpuTime() - cpu;
    }

    /// As long as a message of a channel is on the wire.
    private static ByteBuffer frame() {
        byte[] text = "x".repeat(300).getBytes(ISO_8859_1);
        var frame = ByteBuffer.allocateDirect(text.length + 4);
        return frame.put((byte) 0x81)
                .put((byte) 126)
                .putShort((short) text.length)
                .put(text)
                .flip();
    }
}
