package io.fundwire.adapters.sqlite;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/// A statement that is compiled once, for as long as its connection lives. One that failed is
/// compiled again, as the driver ends it then. For one thread at a time.
final class Prepared {

    private final Connection connection;
    private final String sql;
    private PreparedStatement statement;
    private boolean failed;

    private Prepared(Connection connection, String sql, PreparedStatement statement) {
        this.connection = connection;
        this.sql = sql;
        this.statement = statement;
    }

    /// What is made of the rows of an answer.
    @FunctionalInterface
    interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /// Compiles `sql`.
    static Prepared on(Connection connection, String sql) throws SQLException {
        return new Prepared(connection, sql, connection.prepareStatement(sql));
    }

    /// Changes rows.
    ///
    /// @return how many
    int run(@Nullable Object... values) throws SQLException {
        ready();
        bind(values);
        int changed = statement.executeUpdate();
        failed = false;
        return changed;
    }

    /// Asks, and ends the question: a reader that holds on to one keeps the log from being emptied.
    <T> T ask(Reading<T> reading, @Nullable Object... values) throws SQLException {
        ready();
        bind(values);
        try (ResultSet rows = statement.executeQuery()) {
            T answer = reading.read(rows);
            failed = false;
            return answer;
        }
    }

    /// Takes it for failed until it has succeeded.
    private void ready() throws SQLException {
        if (failed) {
            statement.close();
            statement = connection.prepareStatement(sql);
        }
        failed = true;
    }

    private void bind(@Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            @Nullable Object value = values[i];
            statement.setObject(i + 1, value instanceof Instant at ? at.toEpochMilli() : value);
        }
    }
}
