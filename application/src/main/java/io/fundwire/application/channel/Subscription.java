package io.fundwire.application.channel;

import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.Delivery;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.LogOpening;
import io.fundwire.domain.channel.Position;
import io.fundwire.domain.channel.ReplayRange;
import io.fundwire.domain.channel.Subscribed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One client that follows one channel. First the log is replayed to it, a page at a time, until
/// there is nothing more to read; from then on messages are sent to it as they are published. What
/// is published meanwhile is read from the log like everything else, so nothing waits for it
/// anywhere (protocol section 5). Thread-safe.
final class Subscription {

    private static final long NOT_YET = Long.MAX_VALUE;

    private static final ReplayPlace NOWHERE = new ReplayPlace("", ReplayRange.after(0));

    private final ConnectedClient client;
    private final Channel channel;
    private final Optional<Duration> period;
    private final Delivery delivery;

    /// Messages with a higher offset are sent as they are published. Changed under the lock of the
    /// channel, as is [#index].
    private long liveAfter = NOT_YET;

    /// Where it stands among those of its channel.
    int index;

    // Of the replay; guarded by this.

    private ReplayPlace place = NOWHERE;
    private boolean isOpen;
    private boolean isReplaying = true;
    private boolean isEnded;

    /// Most have none at any time, and need no list of their own.
    private List<Waiting> waiting = List.of();

    /// Something that must not be said before the messages up to an offset were sent.
    private record Waiting(long offset, Runnable then) {}

    /// @param period how long each key has to wait after it was sent; empty if each message is sent
    Subscription(
            ConnectedClient client, Channel channel, Optional<Duration> period, Delivery delivery) {
        this.client = client;
        this.channel = channel;
        this.period = period;
        this.delivery = delivery;
    }

    ConnectedClient client() {
        return client;
    }

    Channel channel() {
        return channel;
    }

    Optional<Duration> period() {
        return period;
    }

    private ChannelName name() {
        return channel.name();
    }

    // What is published from now on. Under the lock of the channel.

    /// From now on messages beyond that offset are sent to it.
    void goesLive(long after) {
        liveAfter = after;
    }

    /// Whether a message is sent to it as it is published.
    boolean takes(long offset) {
        return offset > liveAfter;
    }

    /// Its channel's log began again.
    void losesTrack(Position now) {
        if (liveAfter != NOT_YET) {
            liveAfter = now.offset();
            delivery.tell(client, new Subscribed(name(), now, false, 0));
        }
    }

    // The replay.

    /// The replay begins there.
    synchronized Subscribed open(LogOpening opening) {
        place = new ReplayPlace(opening.state().epoch(), opening.range());
        return new Subscribed(name(), opening.position(), opening.recovered(), opening.missed());
    }

    /// The client was told where it begins.
    void begin() {
        setOpen();
        sayWhatWaited();
    }

    private synchronized void setOpen() {
        isOpen = true;
    }

    /// Where its replay is.
    synchronized ReplayPlace place() {
        return place;
    }

    /// Sends a page of the log.
    ///
    /// @param publications what its channel [said][Channel#publications] before the page was read
    /// @return what there is to do next
    Next send(ReplayedPage page, long publications) {
        var next = sendUnlessLost(page, publications);
        sayWhatWaited();
        return next;
    }

    private synchronized Next sendUnlessLost(ReplayedPage page, long publications) {
        if (isEnded) {
            return Next.NOTHING;
        }
        if (!page.goesOnFrom(place)) {
            return Next.OPEN_AGAIN;
        }
        if (!page.isEmpty()) {
            page.messages().forEach(message -> delivery.send(client, message));
            place = page.end();
            return Next.AWAIT_WRITE;
        }
        place = place.beyond(page.state().head());
        if (channel.attach(this, page.state().at(sentUpTo()), publications)) {
            isReplaying = false;
            // Nobody asks for it any more, and there may be very many of these.
            place = NOWHERE;
            return Next.NOTHING;
        }
        return Next.READ_ON;
    }

    private synchronized long sentUpTo() {
        return place.range().unkeyedAfter();
    }

    /// What is next for a replay.
    enum Next {
        /// It goes on when the page was written.
        AWAIT_WRITE,
        /// It goes on at once: something was published meanwhile.
        READ_ON,
        /// The log does not reach back any more: it begins anew.
        OPEN_AGAIN,
        /// It is over.
        NOTHING
    }

    // What must not come before a message.

    /// Runs `then` once the client was told where it begins, and all messages up to that offset
    /// were sent: now, or on the thread that does so.
    void whenSent(long offset, Runnable then) {
        if (!waits(offset, then)) {
            then.run();
        }
    }

    private synchronized boolean waits(long offset, Runnable then) {
        boolean waits = !isDue(offset);
        if (waits) {
            waiting = waiting.isEmpty() ? new ArrayList<>(1) : waiting;
            waiting.add(new Waiting(offset, then));
        }
        return waits;
    }

    private void sayWhatWaited() {
        for (var next = due(); next.isPresent(); next = due()) {
            next.get().run();
        }
    }

    private synchronized Optional<Runnable> due() {
        return waiting.isEmpty() || !isDue(waiting.getFirst().offset())
                ? Optional.empty()
                : Optional.of(waiting.removeFirst().then());
    }

    private boolean isDue(long offset) {
        return isEnded || (isOpen && (!isReplaying || sentUpTo() >= offset));
    }

    /// Nothing more is sent to it.
    void end() {
        synchronized (this) {
            isEnded = true;
            isReplaying = false;
        }
        sayWhatWaited();
    }
}
