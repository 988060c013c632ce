package io.fundwire.adapters.sqlite;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// A statement that is compiled once, for as long as its connection lives.
final class Prepared {

    private final PreparedStatement statement;

    private Prepared(PreparedStatement statement) {
        this.statement = statement;
    }

    /// What is made of the rows of an answer.
    @FunctionalInterface
    interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /// Compiles `sql`.
    static Prepared on(Connection connection, String sql) throws SQLException {
        return new Prepared(connection.prepareStatement(sql));
    }

    /// Changes rows.
    void run(@Nullable Object... values) throws SQLException {
        bind(values);
        statement.executeUpdate();
    }

    /// Asks, and ends the question: a reader that holds on to one keeps the log from being emptied.
    <T> T ask(Reading<T> reading, @Nullable Object... values) throws SQLException {
        bind(values);
        try (ResultSet rows = statement.executeQuery()) {
            return reading.read(rows);
        }
    }

    private void bind(@Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
