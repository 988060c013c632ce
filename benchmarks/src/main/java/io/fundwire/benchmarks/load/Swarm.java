package io.fundwire.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// All clients, on the thread that calls [#run].
final class Swarm implements AutoCloseable {

    /// So many may be on their way in at once.
    private static final int MOST_CONNECTING = 64;

    private static final int ROOM = 256 * 1024;
    private static final long MILLI = 1_000_000;
    private static final long LONGEST_SILENCE = 30_000 * MILLI;

    private final InetSocketAddress server;
    private final Selector selector = Selector.open();
    private final List<Client> clients = new ArrayList<>();
    private final ByteBuffer upgradeRequest;
    private final ByteBuffer subscribeRequest = Frame.text(Talk.subscribe());
    private final ByteBuffer in = ByteBuffer.allocateDirect(ROOM);
    private final byte[] room = new byte[2 * ROOM];
    private final Message message = new Message();

    private Ear ear = (client, heard) -> {};
    private boolean subscribes;
    private int ready;
    private int lost;
    private Samples timesToReady = new Samples(0);

    /// What has a connection and is told when there is something to do for it.
    interface Party {
        void ready(SelectionKey key) throws IOException;
    }

    /// What becomes of the messages.
    interface Ear {

        /// A client got a message, which is gone when this returns.
        void hears(Client client, Message message) throws IOException;

        /// It was told all that came with one read.
        default void wasRead(Client client) throws IOException {}
    }

    Swarm(int port) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        byte[] request = Handshake.request(port);
        upgradeRequest = ByteBuffer.allocateDirect(request.length).put(request).flip();
    }

    /// Connects so many more, and returns once each is welcome and, if it shall, has subscribed.
    ///
    /// @return how long each took
    Samples connect(int count, boolean subscribes) throws IOException {
        this.subscribes = subscribes;
        timesToReady = new Samples(count);
        int all = clients.size() + count;
        while (ready + lost < all) {
            while (clients.size() < all && clients.size() - ready - lost < MOST_CONNECTING) {
                begin();
            }
            int before = ready + lost;
            run(() -> ready + lost == before, System.nanoTime() + LONGEST_SILENCE);
            if (ready + lost == before) {
                throw new IOException("The server lets nobody in: %d of %d".formatted(ready, all));
            }
        }
        return timesToReady;
    }

    private void begin() throws IOException {
        var socket = SocketChannel.open();
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.configureBlocking(false);
        var client = new Client(this, clients.size(), socket);
        clients.add(client);
        register(socket, SelectionKey.OP_CONNECT, client);
        socket.connect(server);
    }

    void register(SocketChannel socket, int interest, Party party) throws IOException {
        socket.register(selector, interest, party);
    }

    InetSocketAddress server() {
        return server;
    }

    Client client(int number) {
        return clients.get(number);
    }

    void listen(Ear ear) {
        this.ear = ear;
    }

    /// Serves all connections as long as that holds, and until then at most.
    void run(BooleanSupplier holds, long until) throws IOException {
        while (holds.getAsBoolean()) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return;
            }
            selector.select(this::serve, Math.max(left / MILLI, 1));
        }
    }

    void run(long until) throws IOException {
        run(() -> true, until);
    }

    private void serve(SelectionKey key) {
        try {
            ((Party) key.attachment()).ready(key);
        } catch (IOException gone) {
            key.cancel();
            if (lost++ == 0) {
                System.err.println("The first that was lost: " + gone);
            }
        }
    }

    /// How many were cut off, or never let in.
    int lost() {
        return lost;
    }

    ByteBuffer upgradeRequest() {
        return upgradeRequest;
    }

    ByteBuffer subscribeRequest() {
        return subscribeRequest;
    }

    boolean subscribes() {
        return subscribes;
    }

    Message message() {
        return message;
    }

    /// Where what was read before stands, and what is read now will.
    byte[] room(byte[] rest) {
        System.arraycopy(rest, 0, room, 0, rest.length);
        return room;
    }

    /// Reads what is there.
    ///
    /// @return where it ends in the room
    int read(SocketChannel socket, int from) throws IOException {
        in.clear();
        int count = socket.read(in);
        if (count < 0) {
            throw new EOFException("The server hung up.");
        }
        in.flip().get(room, from, count);
        return from + count;
    }

    void isReady(long nanos) {
        ready++;
        timesToReady.add(nanos);
    }

    void hears(Client client, Message heard) throws IOException {
        ear.hears(client, heard);
    }

    void wasRead(Client client) throws IOException {
        ear.wasRead(client);
    }

    /// Cuts all that are connected.
    void cut() throws IOException {
        for (Client client : clients) {
            client.cut();
        }
        selector.selectNow();
        clients.clear();
        ready = 0;
        lost = 0;
    }

    @Override
    public void close() throws IOException {
        cut();
        selector.close();
    }
}
