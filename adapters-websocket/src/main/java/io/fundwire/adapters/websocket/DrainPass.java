package io.fundwire.adapters.websocket;

import io.fundwire.application.session.FaultLog;

import org.eclipse.jetty.io.ManagedSelector;
import org.jspecify.annotations.Nullable;

import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Writes for the connections of one selector. Whoever has something to write joins the pass, once
/// however much waits for it; the selector's thread makes the pass when it has read all that came,
/// just before it waits for more. So what one turn of the selector brings about leaves in one write
/// for each client, by a thread that is awake already (RATIONALE.md has the figures).
final class DrainPass implements ManagedSelector.SelectorUpdate {

    private final Consumer<ManagedSelector.SelectorUpdate> selector;
    private final FaultLog faults;

    /// The last one that joined; the others hang on it.
    private final AtomicReference<@Nullable SocketWriter> last = new AtomicReference<>();

    /// @param selector runs an update on its thread soon, and wakes for it if it sleeps
    DrainPass(Consumer<ManagedSelector.SelectorUpdate> selector, FaultLog faults) {
        this.selector = selector;
        this.faults = faults;
    }

    /// Has a connection written in the next pass. Any thread; never blocks.
    ///
    /// @param writer is in no pass now
    void join(SocketWriter writer) {
        SocketWriter before;
        do {
            before = last.get();
            writer.followedBy(before);
        } while (!last.compareAndSet(before, writer));
        if (before == null) {
            selector.accept(this);
        }
    }

    /// Makes the pass. Who joins meanwhile has to wait for the next one, so that reading is never
    /// kept waiting for long.
    @Override
    public void update(Selector ignored) {
        var next = inOrderOfJoining(last.getAndSet(null));
        while (next != null) {
            var writer = next;
            // Looked at before its turn, in which it may join again.
            next = writer.follower();
            drain(writer);
        }
    }

    private static @Nullable SocketWriter inOrderOfJoining(@Nullable SocketWriter latest) {
        SocketWriter first = null;
        var next = latest;
        while (next != null) {
            var before = next.follower();
            next.followedBy(first);
            first = next;
            next = before;
        }
        return first;
    }

    /// A fault costs the connection that it struck, and no other.
    private void drain(SocketWriter writer) {
        try {
            writer.drain();
        } catch (RuntimeException fault) {
            faults.report("drain", fault);
            writer.abort();
        }
    }
}
