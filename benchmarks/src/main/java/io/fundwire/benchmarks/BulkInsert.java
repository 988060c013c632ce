package io.fundwire.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What SQLite does with the rows of a store if it may write them all at once.
final class BulkInsert {

    private static final int MOST = 50_000;
    private static final List<String> TABLES = List.of("user", "notification", "entry");

    private BulkInsert() {}

    /// Copies the store's rows into a file with the same tables, row by row in one transaction.
    ///
    /// @return how many notifications a second
    static double perSecond(Path store, Path directory) throws SQLException {
        try (var from = connect(store);
                var to = connect(directory.resolve("bulk.db"))) {
            copyLayout(from, to);
            var rows = new ArrayList<List<Object[]>>();
            for (String table : TABLES) {
                rows.add(read(from, table));
            }
            execute(to, "PRAGMA journal_mode = wal");
            long start = System.nanoTime();
            execute(to, "BEGIN");
            for (int i = 0; i < TABLES.size(); i++) {
                insert(to, TABLES.get(i), rows.get(i));
            }
            execute(to, "COMMIT");
            return rows.get(1).size() * 1e9 / (System.nanoTime() - start);
        }
    }

    private static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private static void copyLayout(Connection from, Connection to) throws SQLException {
        String layout =
                "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'";
        try (Statement statement = from.createStatement();
                ResultSet rows = statement.executeQuery(layout)) {
            while (rows.next()) {
                execute(to, rows.getString(1));
            }
        }
    }

    private static List<Object[]> read(Connection from, String table) throws SQLException {
        String newest = table.equals("user") ? "" : " ORDER BY sequence DESC";
        try (Statement statement = from.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT * FROM %s%s LIMIT %d".formatted(table, newest, MOST))) {
            int columns = rows.getMetaData().getColumnCount();
            var all = new ArrayList<Object[]>();
            while (rows.next()) {
                var row = new Object[columns];
                for (int i = 0; i < columns; i++) {
                    row[i] = rows.getObject(i + 1);
                }
                all.add(row);
            }
            Collections.reverse(all);
            return all;
        }
    }

    private static void insert(Connection to, String table, List<Object[]> rows)
            throws SQLException {
        String places = String.join(", ", Collections.nCopies(rows.getFirst().length, "?"));
        try (PreparedStatement insert =
                to.prepareStatement("INSERT INTO %s VALUES (%s)".formatted(table, places))) {
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, row[i]);
                }
                insert.executeUpdate();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
