package io.fundwire.adapters.websocket;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.Connection;
import io.fundwire.application.session.Delivery;
import io.fundwire.application.session.DrainOutbox;
import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.session.CloseReason;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Writes one client's outbox to its socket: one write at a time, which takes with it all that
/// waits, so that nothing queues up anywhere but in the outbox.
///
/// Requests come from any thread and only leave a mark; the next pass does what they ask for.
final class SocketWriter implements Connection {

    private final CoreSession socket;

    /// Takes messages past what Jetty does for extensions and fragments, as there are none: a tenth
    /// of the cost of a delivery.
    private final Consumer<OutgoingEntry> messages;

    private final String address;
    private final DrainPass pass;
    private final DrainOutbox drainOutbox;
    private final Delivery delivery;
    private final ScheduledExecutorService deadlines;
    private final WebSocketTimeouts timeouts;

    private final AtomicBoolean joined = new AtomicBoolean();

    /// Who is written after this one in the same pass; belongs to the pass while this one is in it.
    private @Nullable SocketWriter follower;

    private volatile @Nullable ConnectedClient client;
    private volatile @Nullable CloseReason closeReason;
    private volatile boolean pingDue;

    /// Set in a pass, cleared when the write has ended; `inFlight` belongs to whoever may change
    /// this next.
    private volatile boolean writing;

    private final List<Outgoing> inFlight = new ArrayList<>(1);

    /// How many writes there were: by this a deadline knows its own. Set before `writing` is.
    private int writes;

    /// Of the last write that did not end at once.
    private @Nullable Future<?> deadline;

    private boolean closeSent;

    SocketWriter(
            CoreSession socket,
            Consumer<OutgoingEntry> messages,
            DrainPass pass,
            DrainOutbox drainOutbox,
            Delivery delivery,
            ScheduledExecutorService deadlines,
            WebSocketTimeouts timeouts) {
        this.socket = socket;
        this.messages = messages;
        this.address = Addresses.withoutPort(socket.getRemoteAddress());
        this.pass = pass;
        this.drainOutbox = drainOutbox;
        this.delivery = delivery;
        this.deadlines = deadlines;
        this.timeouts = timeouts;
    }

    /// Whose outbox it is: known only after the core was given this connection. Nothing is written
    /// before.
    void start(ConnectedClient owner) {
        client = owner;
        wake();
    }

    @Override
    public void wake() {
        if (client != null && joined.compareAndSet(false, true)) {
            pass.join(this);
        }
    }

    @Override
    public void ping() {
        pingDue = true;
        wake();
    }

    @Override
    public String remoteAddress() {
        return address;
    }

    @Override
    public void close(CloseReason reason) {
        closeReason = reason;
        var _ = deadlines.schedule(this::abort, timeouts.close().toMillis(), MILLISECONDS);
        wake();
    }

    /// Writes what waits, or the close when nothing is left to write. For the pass.
    void drain() {
        joined.set(false);
        ConnectedClient owner = client;
        if (owner == null || closeSent) {
            return;
        }
        if (pingDue) {
            pingDue = false;
            socket.sendFrame(new Frame(OpCode.PING), Callback.NOOP, false);
        }
        if (writing) {
            return;
        }
        // Read before the outbox is: with a reason here, the farewell is in there.
        CloseReason reason = closeReason;
        drainOutbox.take(owner, inFlight);
        if (!inFlight.isEmpty()) {
            writes++;
            writing = true;
            write(owner);
            if (writing) {
                awaitEndOf(writes, owner);
            }
        } else if (reason != null) {
            closeSent = true;
            socket.sendFrame(new PatientClose(reason).toFrame(), Callback.NOOP, false);
        }
    }

    @Nullable SocketWriter follower() {
        return follower;
    }

    void followedBy(@Nullable SocketWriter next) {
        follower = next;
    }

    /// Cuts the connection.
    void abort() {
        socket.abort();
    }

    /// All frames but the last may wait in Jetty's buffer: the last one takes them along.
    private void write(ConnectedClient owner) {
        int last = inFlight.size() - 1;
        for (int i = 0; i < last; i++) {
            send(inFlight.get(i), Callback.NOOP, true);
        }
        send(inFlight.get(last), new Written(owner), false);
    }

    /// Most writes have ended by now and need no deadline; one of Jetty's for each message was one
    /// in twenty samples of a profile.
    private void awaitEndOf(int write, ConnectedClient owner) {
        deadline =
                deadlines.schedule(
                        () -> giveUp(write, owner), timeouts.write().toMillis(), MILLISECONDS);
    }

    private void giveUp(int write, ConnectedClient owner) {
        if (writing && write == writes) {
            delivery.close(owner, CloseReason.SLOW_READER);
            abort();
        }
    }

    private void send(Outgoing outgoing, Callback callback, boolean batch) {
        // A frame is used up by writing, the bytes inside are not.
        var frame = new Frame(OpCode.TEXT, outgoing.encoded().view());
        messages.accept(new OutgoingEntry.Builder(frame, callback).batch(batch).build());
    }

    /// The end of a write. A write that fails ends the connection: Jetty reports that elsewhere.
    private final class Written implements Callback {

        private final ConnectedClient owner;

        Written(ConnectedClient owner) {
            this.owner = owner;
        }

        @Override
        public void succeeded() {
            drainOutbox.written(owner, inFlight);
            inFlight.clear();
            var awaited = deadline;
            if (awaited != null) {
                awaited.cancel(false);
                deadline = null;
            }
            writing = false;
            if (!owner.session().isIdle() || closeReason != null) {
                wake();
            }
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
