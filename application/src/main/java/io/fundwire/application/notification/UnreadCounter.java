package io.fundwire.application.notification;

import io.fundwire.domain.notification.Unread;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keeps count of what one user has yet to see, from a count of the store's and the changes since
/// then. Thread-safe.
final class UnreadCounter {

    private Optional<Unread> known = Optional.empty();

    /// Changes while the store counts: it may or may not have seen them.
    private final List<Step> meanwhile = new ArrayList<>();

    private Counting counting = Counting.NOT;

    private enum Counting {
        NOT,
        UNDER_WAY,
        TO_BE_REPEATED
    }

    private record Step(long difference, long version) {}

    /// The store is to count (again).
    ///
    /// @return whether to have it count now; if not, whoever does will do so again
    synchronized boolean beginCounting() {
        boolean begins = counting == Counting.NOT;
        counting = begins ? Counting.UNDER_WAY : Counting.TO_BE_REPEATED;
        return begins;
    }

    /// The store has counted.
    ///
    /// @return whether to have it count again
    synchronized boolean counted(Unread fresh) {
        if (counting == Counting.TO_BE_REPEATED) {
            counting = Counting.UNDER_WAY;
            return true;
        }
        counting = Counting.NOT;
        known = Optional.of(fresh);
        meanwhile.forEach(step -> add(step));
        meanwhile.clear();
        return false;
    }

    /// The store could not count.
    synchronized void notCounted() {
        counting = Counting.NOT;
        known = Optional.empty();
        meanwhile.clear();
    }

    /// Starts without asking the store.
    synchronized void startsWith(Unread count) {
        known = Optional.of(count);
    }

    /// A change that is kept.
    ///
    /// @return the new count, if it is certain
    synchronized Optional<Unread> changed(long difference, long version) {
        var step = new Step(difference, version);
        if (counting != Counting.NOT) {
            meanwhile.add(step);
            return Optional.empty();
        }
        add(step);
        return known;
    }

    /// The count, if it is certain.
    synchronized Optional<Unread> known() {
        return counting == Counting.NOT ? known : Optional.empty();
    }

    /// Whether there is no count, and none on its way.
    synchronized boolean isUnknown() {
        return counting == Counting.NOT && known.isEmpty();
    }

    private void add(Step step) {
        known =
                known.map(unread ->
                        step.version() > unread.version()
                                ? new Unread(unread.count() + step.difference(), step.version())
                                : unread);
    }
}
