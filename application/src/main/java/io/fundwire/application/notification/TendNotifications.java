package io.fundwire.application.notification;

import io.fundwire.application.session.FaultLog;
import io.fundwire.application.store.Receipt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntFunction;

/// Does what has to be done about notifications as time passes: ends those that expired, sounds the
/// alarm about those that nobody acknowledged in time, ends the inboxes of anonymous users who did
/// not come back, and forgets what ended long ago. Each a little at a time, so that publishers do
/// not have to wait.
public final class TendNotifications {

    /// How much is done before others have their turn.
    private static final int BATCH = 500;

    /// How much is forgotten at once. A publication leaves two or three rows to forget, and as many
    /// publications as a commit may have must not outrun it.
    private static final int FORGOTTEN = 2000;

    /// How many users leave before others have their turn: what each of them was one of everyone
    /// for is looked at.
    private static final int LEAVING = 50;

    /// How often those who are here are said to be.
    private static final Duration BETWEEN_CALLS_OF_THE_ROLL = Duration.ofHours(1);

    private final Inboxes inboxes;
    private final NotificationUpkeep upkeep;
    private final Duration retention;
    private final Duration resumeWindow;
    private final FaultLog faults;
    private final InstantSource clock;
    private final Chore expiring = new Chore("expire");
    private final Chore watching = new Chore("deadlines");
    private final Chore leaving = new Chore("leave");
    private final Chore pruning = new Chore("prune");

    private Instant rollCalledAt;

    /// @param retention how long what has ended is kept
    /// @param resumeWindow for how long a client that is gone may come back
    public TendNotifications(
            Inboxes inboxes,
            NotificationUpkeep upkeep,
            Duration retention,
            Duration resumeWindow,
            FaultLog faults,
            InstantSource clock) {
        this.inboxes = inboxes;
        this.upkeep = upkeep;
        this.retention = retention;
        this.resumeWindow = resumeWindow;
        this.faults = faults;
        this.clock = clock;
        this.rollCalledAt = clock.instant();
    }

    /// Does what is to be done now; meant to be called about every second, by one thread.
    public void handle() {
        Instant now = clock.instant();
        inboxes.retry();
        if (!now.isBefore(rollCalledAt.plus(BETWEEN_CALLS_OF_THE_ROLL))) {
            rollCalledAt = now;
            inboxes.recordWhoIsHere();
        }
        expiring.start(this::expire);
        watching.start(this::watchDeadlines);
        leaving.start(this::endAbsent);
        pruning.start(this::prune);
    }

    private void expire() {
        upkeep.expire(
                clock.instant(),
                BATCH,
                expiring.<List<Ended>>receipt(
                        this::expire,
                        ended -> {
                            ended.forEach(inboxes::expired);
                            return ended.size();
                        }));
    }

    private void watchDeadlines() {
        upkeep.checkDeadlines(
                clock.instant(), BATCH, watching.receipt(this::watchDeadlines, looked -> looked));
    }

    private void endAbsent() {
        Instant now = clock.instant();
        upkeep.endAbsent(
                now,
                now.minus(resumeWindow),
                LEAVING,
                leaving.receipt(this::endAbsent, ended -> ended));
    }

    private void prune() {
        Instant now = clock.instant();
        upkeep.prune(
                now,
                now.minus(retention),
                FORGOTTEN,
                pruning.receipt(this::prune, forgotten -> forgotten));
    }

    /// Work of which there is one at a time, and which goes on while something is done.
    private final class Chore {

        private final String name;
        private final AtomicBoolean underWay = new AtomicBoolean();

        Chore(String name) {
            this.name = name;
        }

        void start(Runnable work) {
            if (underWay.compareAndSet(false, true)) {
                goOn(work);
            }
        }

        /// What fails unexpectedly is begun again the next time.
        private void goOn(Runnable work) {
            boolean done = false;
            try {
                work.run();
                done = true;
            } finally {
                if (!done) {
                    underWay.set(false);
                }
            }
        }

        <T> Receipt<T> receipt(Runnable again, ToIntFunction<T> done) {
            return new Receipt<>() {
                @Override
                public void kept(T answer, long version) {
                    goOn(() -> {
                        if (done.applyAsInt(answer) > 0) {
                            again.run();
                        } else {
                            underWay.set(false);
                        }
                    });
                }

                @Override
                public void notKept(RuntimeException why) {
                    underWay.set(false);
                    faults.report(name, why);
                }
            };
        }
    }
}
