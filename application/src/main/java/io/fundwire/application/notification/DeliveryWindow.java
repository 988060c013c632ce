package io.fundwire.application.notification;

import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.notification.NotificationId;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The notifications that wait unwritten for one client: at most [#SIZE], and fewer if they are
/// large, so that they leave room in the outbox for all else (protocol section 4). Not thread-safe.
final class DeliveryWindow {

    /// How many notifications may wait.
    static final int SIZE = 64;

    private static final int MAX_BYTES = 256 * 1024;

    private final Map<NotificationId, Waiting> waiting = new LinkedHashMap<>();
    private int bytes;

    /// A notification that went into the outbox.
    record Waiting(long sequence, Instant queuedAt, int bytes) {}

    boolean hasRoom() {
        return waiting.size() < SIZE && bytes < MAX_BYTES;
    }

    /// Whether so few wait that it is worth it to ask the store for more.
    boolean isHalfEmpty() {
        return waiting.size() <= SIZE / 2 && bytes <= MAX_BYTES / 2;
    }

    void add(NotificationId notification, long sequence, Outgoing outgoing) {
        int size = outgoing.encoded().size();
        bytes += size;
        waiting.put(notification, new Waiting(sequence, outgoing.envelope().timestamp(), size));
    }

    /// It does not wait any more.
    Optional<Waiting> remove(NotificationId notification) {
        var removed = Optional.ofNullable(waiting.remove(notification));
        removed.ifPresent(one -> bytes -= one.bytes());
        return removed;
    }

    /// All that waits, which then does so no more.
    Collection<Waiting> removeAll() {
        var all = List.copyOf(waiting.values());
        waiting.clear();
        bytes = 0;
        return all;
    }
}
