package io.fundwire.adapters.websocket;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Jetty's side of a connection: remembers what it was asked to do. What is sent is on the wire at
/// once, unless a test holds it back.
final class FakeSocket extends CoreSession.Empty {

    private final List<OutgoingEntry> sent = new ArrayList<>();
    private final List<Integer> closes = new ArrayList<>();
    private Optional<Callback> held = Optional.empty();
    private boolean holding;
    private int aborts;
    private Runnable beforeSending = () -> {};

    @Override
    public void sendFrame(OutgoingEntry entry) {
        hook().run();
        if (entry.getFrame().getOpCode() == OpCode.CLOSE) {
            closed(CloseStatus.getCloseStatus(entry.getFrame()).getCode());
        } else if (record(entry)) {
            entry.getCallback().succeeded();
        }
    }

    private synchronized void closed(int code) {
        closes.add(code);
    }

    @Override
    public synchronized void abort() {
        aborts++;
    }

    /// From now on a write does not end by itself.
    synchronized void hold() {
        holding = true;
    }

    /// The write that is held back has ended.
    void release() {
        takeHeld().succeeded();
    }

    /// The write that is held back has failed.
    void fail() {
        takeHeld().failed(new IllegalStateException("the wire is broken"));
    }

    synchronized void beforeSending(Runnable action) {
        beforeSending = action;
    }

    /// All frames so far.
    synchronized List<OutgoingEntry> sent() {
        return List.copyOf(sent);
    }

    /// The text messages so far, each without what is written around it.
    synchronized List<Frame> texts() {
        return sent.stream()
                .map(OutgoingEntry::getFrame)
                .filter(frame -> frame.getOpCode() == OpCode.TEXT)
                .toList();
    }

    synchronized List<Integer> closes() {
        return List.copyOf(closes);
    }

    synchronized int aborts() {
        return aborts;
    }

    /// Whether it is on the wire at once. As in Jetty, what may wait for others is done with.
    private synchronized boolean record(OutgoingEntry entry) {
        sent.add(entry);
        if (holding && !entry.isBatch() && entry.getFrame().isDataFrame()) {
            held = Optional.of(entry.getCallback());
            return false;
        }
        return true;
    }

    private synchronized Callback takeHeld() {
        var callback = held.orElseThrow(() -> new AssertionError("nothing is held back"));
        held = Optional.empty();
        holding = false;
        return callback;
    }

    private synchronized Runnable hook() {
        return beforeSending;
    }
}
