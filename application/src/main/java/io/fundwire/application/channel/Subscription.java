package io.fundwire.application.channel;

import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.Delivery;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.LogOpening;
import io.fundwire.domain.channel.Position;
import io.fundwire.domain.channel.ReplayRange;
import io.fundwire.domain.channel.Subscribed;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /// What the client asked for that must not be done before it is told where it begins, and what
    /// it is not to be told before it was sent messages. Most have neither at any time.
    private @Nullable Turns requests;

    private @Nullable Turns answers;

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

    /// The log did not reach back any more: the replay begins anew, and the client is told.
    synchronized void openAgain(LogOpening opening) {
        if (!isEnded) {
            delivery.tell(client, open(opening));
        }
    }

    synchronized boolean isEnded() {
        return isEnded;
    }

    /// The client was told where it begins.
    void begin() {
        setOpen();
        doWhatWaited();
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
        doWhatWaited();
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

    // What must not come before something else.

    /// Runs `work` once the client was told where it begins, after all that was asked for before:
    /// now, or on the thread that tells it.
    void whenOpen(Runnable work) {
        requests().take(0, work);
    }

    /// Runs `work` once all messages up to that offset were sent: now, or on the thread that sends
    /// them.
    void whenSent(long offset, Runnable work) {
        answers().take(offset, work);
    }

    private synchronized Turns requests() {
        Turns known = requests;
        if (known == null) {
            known = new Turns(this, any -> isOpen || isEnded);
            requests = known;
        }
        return known;
    }

    private synchronized Turns answers() {
        Turns known = answers;
        if (known == null) {
            known = new Turns(this, this::isSent);
            answers = known;
        }
        return known;
    }

    private synchronized boolean isSent(long offset) {
        return isEnded || (isOpen && (!isReplaying || sentUpTo() >= offset));
    }

    private void doWhatWaited() {
        for (Turns turns : pending()) {
            turns.goOn();
        }
    }

    private synchronized List<Turns> pending() {
        return Stream.of(Optional.ofNullable(requests), Optional.ofNullable(answers))
                .flatMap(Optional::stream)
                .toList();
    }

    /// Nothing more is sent to it.
    void end() {
        synchronized (this) {
            isEnded = true;
            isReplaying = false;
        }
        doWhatWaited();
    }
}
