package io.fundwire.domain.message;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What waits for one client, bounded in messages and bytes, important lanes first.
///
/// A replaceable message takes the place of an older one with the same key and goes to the tail of
/// its lane. When a limit is passed nothing more is taken in: whoever owns the outbox then gives
/// the client up (protocol section 3, close code 4002).
///
/// What was given out to be written counts on until it is said to be [#written]: its bytes are held
/// just as long, and a client is only slow if a write to it does not end. Messages that wait
/// without one wait for the server, which is no fault of the client's. Not thread-safe.
public final class Outbox {

    private final OutboxLimits limits;

    /// In order of importance; each lane is made when first needed and let go when it has run
    /// empty, as most clients have nothing waiting most of the time. A lane maps from conflation
    /// key to message, oldest first; a message without a key gets a number that no other has.
    private final Map<Lane, Map<Object, Outgoing>> lanes = new EnumMap<>(Lane.class);

    private long unkeyed;
    private int messages;
    private int bytes;
    private int bytesInFlight;

    /// Makes an empty outbox.
    public Outbox(OutboxLimits limits) {
        this.limits = limits;
    }

    /// Takes a message in, unless a limit forbids it.
    ///
    /// @param now compared with the time stamps of waiting messages, to know how long they have
    ///   waited
    public Offer offer(Outgoing outgoing, Instant now) {
        Object key = keyOf(outgoing);
        Offer taken =
                remove(outgoing.message().lane(), key).isPresent()
                        ? Offer.SUPERSEDED
                        : Offer.QUEUED;
        if (bytes + bytesInFlight + outgoing.encoded().size() > limits.maxBytes()) {
            return Offer.TOO_MANY_BYTES;
        }
        if (messages >= limits.maxMessages() && bytesInFlight > 0 && oldestIsImpatient(now)) {
            return Offer.TOO_MANY_MESSAGES;
        }
        add(outgoing, key);
        return taken;
    }

    /// Takes a last word in, limits or not.
    public void offerLast(Outgoing farewell) {
        Object key = keyOf(farewell);
        remove(farewell.message().lane(), key);
        add(farewell, key);
    }

    /// Gives the next message out, to be written; empty when nothing waits.
    public Optional<Outgoing> poll() {
        var all = lanes.values().iterator();
        if (!all.hasNext()) {
            return Optional.empty();
        }
        var lane = all.next();
        Outgoing next = removeFirst(lane);
        if (lane.isEmpty()) {
            all.remove();
        }
        forget(next);
        bytesInFlight += next.encoded().size();
        return Optional.of(next);
    }

    /// This message, given out before, is not written after all.
    public void leftOut(Outgoing outgoing) {
        bytesInFlight -= outgoing.encoded().size();
    }

    /// Takes back the message of that key, if it waits.
    public Optional<Outgoing> retract(Lane lane, ConflationKey key) {
        return remove(lane, key);
    }

    /// All that was given out is on its way: nothing is in flight any more.
    public void written() {
        bytesInFlight = 0;
    }

    /// Throws away all that waits.
    public void clear() {
        lanes.clear();
        messages = 0;
        bytes = 0;
    }

    /// How many messages wait.
    public int messages() {
        return messages;
    }

    /// How many bytes wait; those in flight are not counted.
    public int bytes() {
        return bytes;
    }

    private Optional<Outgoing> remove(Lane lane, Object key) {
        var waiting = lanes.get(lane);
        Outgoing removed = waiting == null ? null : waiting.remove(key);
        if (waiting == null || removed == null) {
            return Optional.empty();
        }
        if (waiting.isEmpty()) {
            lanes.remove(lane);
        }
        forget(removed);
        return Optional.of(removed);
    }

    private void add(Outgoing outgoing, Object key) {
        lanes.computeIfAbsent(outgoing.message().lane(), lane -> new LinkedHashMap<>(4))
                .put(key, outgoing);
        messages++;
        bytes += outgoing.encoded().size();
    }

    private void forget(Outgoing outgoing) {
        messages--;
        bytes -= outgoing.encoded().size();
    }

    private boolean oldestIsImpatient(Instant now) {
        Instant latestPatient = now.minus(limits.patience());
        return lanes.values().stream()
                .map(lane -> lane.values().iterator().next())
                .anyMatch(oldest -> !oldest.envelope().timestamp().isAfter(latestPatient));
    }

    private Object keyOf(Outgoing outgoing) {
        var key = outgoing.message().conflationKey();
        return key.isPresent() ? key.get() : unkeyed++;
    }

    private static Outgoing removeFirst(Map<Object, Outgoing> lane) {
        var all = lane.values().iterator();
        Outgoing first = all.next();
        all.remove();
        return first;
    }
}
