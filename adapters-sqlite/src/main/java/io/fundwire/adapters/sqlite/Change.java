package io.fundwire.adapters.sqlite;

import io.fundwire.application.notification.Receipt;

import java.sql.SQLException;

/// Something to be written, and who is told what became of it.
///
/// @param isPromised whether somebody waits for it to be kept; what is not is a record
/// @param <T> what it answers
record Change<T>(Ledger.Work<T> work, Receipt<T> receipt, boolean isPromised) {

    /// Makes the change in the transaction under way.
    ///
    /// @return hands out its receipt, once the transaction is kept
    Runnable make(Ledger ledger) throws SQLException {
        T answer = work.on(ledger);
        return () -> receipt.kept(answer);
    }

    /// Hands out the receipt of a change that was not made.
    Runnable notMade(RuntimeException why) {
        return () -> receipt.notKept(why);
    }
}
