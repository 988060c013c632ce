package io.fundwire.adapters.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Brings a file to the present layout. The file says in `user_version` how many of the steps it
/// has seen; each is an SQL script beside this class, is taken whole or not at all, and never
/// changes once it was released.
final class Schema {

    private static final List<String> STEPS =
            List.of("V1__notifications.sql", "V2__inboxes.sql", "V3__channels.sql");

    private static final int APPLICATION_ID = 1182101092;

    private Schema() {}

    /// Whether a file is Fundwire's, or has nothing in it yet.
    static boolean isOurs(Connection connection) throws SQLException {
        return number(connection, "PRAGMA application_id") == APPLICATION_ID
                || number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
    }

    /// Whether a file has seen steps that are unknown here.
    static boolean isNewer(Connection connection) throws SQLException {
        return version(connection) > STEPS.size();
    }

    /// Takes the steps that the file has not seen.
    static void migrate(Connection connection) throws SQLException {
        for (int version = version(connection); version < STEPS.size(); version++) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(
                        "BEGIN IMMEDIATE;\n%s\nPRAGMA user_version = %d;\nCOMMIT;"
                                .formatted(step(version), version + 1));
            }
        }
    }

    private static int version(Connection connection) throws SQLException {
        return number(connection, "PRAGMA user_version");
    }

    private static int number(Connection connection, String question) throws SQLException {
        return Math.toIntExact(Prepared.on(connection, question).ask(Rows::number));
    }

    private static String step(int version) {
        String name = STEPS.get(version);
        try (InputStream script = Schema.class.getResourceAsStream(name)) {
            if (script == null) {
                throw new IllegalStateException(name + " is missing in the jar");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
