package io.fundwire.adapters.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

/// Answers questions on a connection of its own. For one thread at a time.
final class Reader implements AutoCloseable {

    private final Connection connection;
    private final InboxReader inbox;
    private final LedgerReader ledger;
    private final EventReader events;
    private final LogReader logs;

    /// Closes `connection` when it is closed.
    Reader(Connection connection) throws SQLException {
        this.connection = connection;
        inbox = new InboxReader(connection);
        ledger = new LedgerReader(connection);
        events = new EventReader(connection);
        logs = new LogReader(connection);
    }

    InboxReader inbox() {
        return inbox;
    }

    LedgerReader ledger() {
        return ledger;
    }

    EventReader events() {
        return events;
    }

    LogReader logs() {
        return logs;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
