package io.fundwire.adapters.sqlite;

import io.fundwire.application.session.FaultLog;
import io.fundwire.application.store.Receipt;
import io.fundwire.application.store.StoreUnavailable;

import java.sql.SQLException;

/// Something to be written, and who is told what became of it.
///
/// @param isPromised whether somebody waits for it to be kept; what is not is a record
/// @param <T> what it answers
record Change<T>(Ledger.Work<T> work, Receipt<T> receipt, boolean isPromised) {

    /// What answers nothing.
    @FunctionalInterface
    interface Step {
        void on(Ledger ledger) throws SQLException;
    }

    /// Somebody waits for it.
    static <T> Change<T> promised(Ledger.Work<T> work, Receipt<T> receipt) {
        return new Change<>(work, receipt, true);
    }

    /// Nobody waits for it. What cannot be written at all is reported to `faults`.
    static Change<Boolean> recorded(Step step, FaultLog faults) {
        Ledger.Work<Boolean> work =
                ledger -> {
                    step.on(ledger);
                    return true;
                };
        return new Change<>(work, new Noted(faults), false);
    }

    /// Makes the change in the transaction under way.
    ///
    /// @return hands out its receipt, once the transaction is kept
    Runnable make(Ledger ledger) throws SQLException {
        T answer = work.on(ledger);
        long version = ledger.version();
        return () -> receipt.kept(answer, version);
    }

    /// Hands out the receipt of a change that was not made.
    Runnable notMade(RuntimeException why) {
        return () -> receipt.notKept(why);
    }

    private record Noted(FaultLog faults) implements Receipt<Boolean> {

        @Override
        public void kept(Boolean answer, long version) {}

        /// That nothing can be written now is known by then, and would be said for each record.
        @Override
        public void notKept(RuntimeException why) {
            if (!(why instanceof StoreUnavailable)) {
                faults.report("store", why);
            }
        }
    }
}
