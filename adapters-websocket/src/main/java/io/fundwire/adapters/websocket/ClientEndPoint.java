package io.fundwire.adapters.websocket;

import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/// A socket. Once it is a client's, its frames are handled by the thread of its selector, as
/// handling them never blocks: nothing is handed to another thread, and the selector need not be
/// told to look away and back again.
final class ClientEndPoint extends SocketChannelEndPoint {

    private final DrainPass pass;

    /// What handles its frames, if it is a client's.
    private @Nullable Callback frames;

    /// Whether the last read found less than it had room for: then the next would find nothing.
    private boolean isReadOut;

    ClientEndPoint(
            SocketChannel channel,
            ManagedSelector selector,
            SelectionKey key,
            Scheduler scheduler,
            DrainPass pass) {
        super(channel, selector, key, scheduler);
        this.pass = pass;
    }

    /// Writes for it, if it is a client's.
    DrainPass pass() {
        return pass;
    }

    @Override
    public void fillInterested(Callback callback) {
        super.fillInterested(
                getConnection() instanceof WebSocketConnection ? onSelector(callback) : callback);
    }

    /// A connection asks with the same callback each time.
    private Callback onSelector(Callback callback) {
        var known = frames;
        if (known == null) {
            known = new OnSelector(callback);
            frames = known;
        }
        return known;
    }

    /// Jetty reads until a read finds nothing, which is a system call for nothing after a short
    /// read: what comes later makes the selector look again.
    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        if (isReadOut) {
            isReadOut = false;
            return 0;
        }
        int filled = super.fill(buffer);
        isReadOut = frames != null && filled > 0 && buffer.limit() < buffer.capacity();
        return filled;
    }

    private static final class OnSelector extends Callback.Nested {

        OnSelector(Callback callback) {
            super(callback);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
