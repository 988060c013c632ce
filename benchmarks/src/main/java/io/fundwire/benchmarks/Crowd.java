package io.fundwire.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Many clients on one thread, which do as little as clients can, so that most of what the machine
/// does is the server's doing.
final class Crowd implements AutoCloseable {

    private final Selector selector = Selector.open();
    private final List<CrowdMember> members = new ArrayList<>();
    private final AtomicInteger lost = new AtomicInteger();
    private final Thread thread = Thread.ofPlatform().name("crowd").daemon().unstarted(this::run);

    private Crowd() throws IOException {}

    /// What becomes of the messages that they get.
    @FunctionalInterface
    interface Ear {

        /// A client got a message. On one thread for all.
        ///
        /// @param text as it came, one byte a character
        void hears(int client, String text);
    }

    /// Connects so many, one after the other.
    static Crowd connect(int port, int count, Ear ear) throws IOException {
        var crowd = new Crowd();
        for (int i = 0; i < count; i++) {
            var socket =
                    SocketChannel.open(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            var member = new CrowdMember(i, socket, ear);
            member.upgrade(port);
            crowd.members.add(member);
            socket.configureBlocking(false);
            socket.register(crowd.selector, SelectionKey.OP_READ, member);
        }
        crowd.thread.start();
        return crowd;
    }

    /// Has a client send something, and returns once the system has taken it.
    void say(int client, String text) {
        try {
            members.get(client).send(text.getBytes(ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How many were cut off.
    int lost() {
        return lost.get();
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                selector.select(this::read);
            }
        } catch (IOException | RuntimeException ended) {
            if (selector.isOpen()) {
                throw new IllegalStateException(ended);
            }
        }
    }

    private void read(SelectionKey key) {
        var member = (CrowdMember) key.attachment();
        try {
            if (!member.read()) {
                leave(key);
            }
        } catch (IOException reset) {
            leave(key);
        }
    }

    private void leave(SelectionKey key) {
        key.cancel();
        lost.incrementAndGet();
    }

    /// Cuts all connections.
    @Override
    public void close() throws IOException {
        selector.close();
        for (CrowdMember member : members) {
            member.close();
        }
    }
}
