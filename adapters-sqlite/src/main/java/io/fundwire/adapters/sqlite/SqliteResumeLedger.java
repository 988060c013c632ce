package io.fundwire.adapters.sqlite;

import io.fundwire.adapters.sqlite.Generations.Raised;
import io.fundwire.application.session.ResumeLedger;
import io.fundwire.application.store.Receipt;
import io.fundwire.domain.client.ClientId;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps generations in the file, and in memory for those who ask: there are as many as clients
/// were sent away within a resume window.
final class SqliteResumeLedger implements ResumeLedger {

    private final byte[] secret;
    private final Map<ClientId, Raised> raised;
    private final Changes changes;

    /// Begins with what `transactions` find in the file. To be called before anything is written.
    SqliteResumeLedger(Transactions transactions, Changes changes) throws SQLException {
        this.secret = transactions.commit(ledger -> ledger.generations().secret());
        this.raised =
                new ConcurrentHashMap<>(transactions.commit(ledger -> ledger.generations().all()));
        this.changes = changes;
    }

    @Override
    public byte[] secret() {
        return secret.clone();
    }

    @Override
    public long generation(ClientId client) {
        var known = raised.get(client);
        return known == null ? 0 : known.generation();
    }

    /// What could not be written is valid no more for as long as the process lives.
    @Override
    public void raise(ClientId client, Instant now, Receipt<Long> receipt) {
        var next =
                raised.merge(
                        client,
                        new Raised(1, Rows.millis(now)),
                        (before, one) -> new Raised(before.generation() + 1, one.at()));
        changes.promise(
                ledger -> {
                    ledger.generations().raise(client, next);
                    return next.generation();
                },
                receipt);
    }

    @Override
    public void forgetRaisedBefore(Instant time) {
        raised.values().removeIf(one -> one.at().isBefore(Rows.millis(time)));
        changes.note(ledger -> ledger.generations().forgetRaisedBefore(time));
    }
}
