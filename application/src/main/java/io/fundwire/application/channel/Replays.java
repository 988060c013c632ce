package io.fundwire.application.channel;

import io.fundwire.application.session.FaultLog;
import io.fundwire.domain.channel.LogOpening;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/// The replays of one client: of all channels that it is behind on one page is on its way at a
/// time, so that what it missed fits into its outbox, however much that is. Thread-safe.
final class Replays {

    private static final Duration BEFORE_RETRY = Duration.ofSeconds(1);

    private final ChannelLogs logs;
    private final FreshPages pages;
    private final Alarms alarms;
    private final FaultLog faults;
    private final InstantSource clock;

    private final Queue<Subscription> behind = new ArrayDeque<>(1);

    /// Whether a page is read or written, or read again soon.
    private boolean isUnderWay;

    Replays(
            ChannelLogs logs,
            FreshPages pages,
            Alarms alarms,
            FaultLog faults,
            InstantSource clock) {
        this.logs = logs;
        this.pages = pages;
        this.alarms = alarms;
        this.faults = faults;
        this.clock = clock;
    }

    /// Begins to replay what a subscription has opened, or goes on with it, when its turn comes.
    void begin(Subscription subscription) {
        add(subscription);
        goOn();
    }

    private synchronized void add(Subscription subscription) {
        behind.add(subscription);
    }

    /// The page under way was written.
    void written() {
        stop();
        goOn();
    }

    private void goOn() {
        take().ifPresent(next -> logs.ask(next.channel().kind(), log -> replay(next, log)));
    }

    private synchronized Optional<Subscription> take() {
        if (isUnderWay) {
            return Optional.empty();
        }
        var next = Optional.ofNullable(behind.poll());
        isUnderWay = next.isPresent();
        return next;
    }

    private synchronized void stop() {
        isUnderWay = false;
    }

    private void replay(Subscription subscription, ChannelLog log) {
        try {
            switch (nextPage(subscription, log)) {
                case AWAIT_WRITE -> begin(subscription);
                case NOTHING -> written();
                case READ_ON, OPEN_AGAIN -> throw new IllegalStateException("the page goes on");
            }
        } catch (RuntimeException fault) {
            faults.report("replay", fault);
            alarms.at(clock.instant().plus(BEFORE_RETRY), () -> begin(subscription));
            written();
        }
    }

    /// Reads until there is something to write or nothing more to read.
    private Subscription.Next nextPage(Subscription subscription, ChannelLog log) {
        while (!subscription.isEnded()) {
            long publications = subscription.channel().publications();
            var page = pages.read(log, subscription.channel(), subscription.place());
            var next = subscription.send(page, publications);
            switch (next) {
                case AWAIT_WRITE, NOTHING -> {
                    return next;
                }
                case READ_ON -> {}
                case OPEN_AGAIN -> openAgain(subscription, log);
            }
        }
        return Subscription.Next.NOTHING;
    }

    private void openAgain(Subscription subscription, ChannelLog log) {
        var channel = subscription.channel();
        LogOpening opening = log.open(channel.kind(), channel.name(), Optional.empty(), 0);
        subscription.openAgain(opening);
    }
}
