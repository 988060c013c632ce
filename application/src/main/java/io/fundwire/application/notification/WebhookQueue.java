package io.fundwire.application.notification;

import java.time.Instant;
import java.util.List;

/// Port: what happened to notifications and is still to be told to who wants webhooks. Thread-safe.
///
/// What happens is queued by whoever makes it happen, together with it: neither is ever kept
/// without the other. It is due from the moment when it was queued. Numbers rise from one event to
/// the next, and none is used again.
public interface WebhookQueue {

    /// What is to be told by now, in the order in which it came to be due; what did so at the same
    /// time is in the order of the numbers. May take as long as a disk does.
    ///
    /// @param limit how many at most
    List<QueuedEvent> due(Instant now, int limit);

    /// An event was told, or never will be; nothing happens if it is gone. A record, kept soon:
    /// until then the event stays due, and if the record is lost it is told once more. Never
    /// throws.
    void remove(long number);

    /// An event is to be told later: not before `until`, and with one more of its attempts behind
    /// it. Nothing happens if it is gone. A record, kept soon, as above. Never throws.
    void postpone(long number, Instant until);
}
