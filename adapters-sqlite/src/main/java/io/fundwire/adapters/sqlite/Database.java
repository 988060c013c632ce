package io.fundwire.adapters.sqlite;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/// The file of all that is kept, and the ways to connect to it.
///
/// @param file SQLite has others of that name beside it, which end in `-wal` and `-shm`
record Database(Path file) {

    /// How long to wait for another program that has locked the file. Longer than a copy by
    /// SQLite's own tools takes for one step, and short enough that nobody waits for ever.
    private static final int BUSY_MILLIS = 5000;

    /// To what size the log is cut when readers made it grow.
    private static final int JOURNAL_BYTES = 64 * 1024 * 1024;

    /// Makes sure that the file is ours and sound, or that there is none. Reads only, so that what
    /// is damaged stays as it is for whoever repairs it.
    ///
    /// @throws StoreNotOpened if it is not
    void inspect() throws SQLException {
        if (Files.notExists(file)) {
            refuseIf(
                    Files.exists(file.resolveSibling(file.getFileName() + "-wal")),
                    "%s is missing, though its log is there: put it back, or remove the log too.");
            return;
        }
        refuseIf(isEmpty(), "%s is empty: put back a copy, or remove it to begin anew.");
        try (Connection connection = reader()) {
            inspect(connection);
        } catch (SQLException e) {
            if (Trouble.isDamage(e)) {
                throw new StoreNotOpened(sentence("%s is damaged, or no database at all."), e);
            }
            throw e;
        }
    }

    private void inspect(Connection connection) throws SQLException {
        refuseIf(
                !Schema.isOurs(connection),
                "%s is the database of another program: name another data directory.");
        refuseIf(
                Schema.isNewer(connection),
                "%s was written by a newer Fundwire: use that one, or another data directory.");
        String verdict = Prepared.on(connection, "PRAGMA quick_check(1)").ask(Rows::text);
        refuseIf(!verdict.equals("ok"), "%s is damaged: put back a copy.");
    }

    private boolean isEmpty() {
        try {
            return Files.size(file) == 0;
        } catch (IOException e) {
            throw new StoreNotOpened(sentence("%s cannot be read."), e);
        }
    }

    private void refuseIf(boolean refused, String sentence) {
        if (refused) {
            throw new StoreNotOpened(sentence(sentence));
        }
    }

    private String sentence(String sentence) {
        return sentence.formatted(file);
    }

    /// What a commit wrote on this connection is on the disk when it returns. There is one at a
    /// time.
    Connection writer() throws SQLException {
        var config = config();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setJournalSizeLimit(JOURNAL_BYTES);
        return connect(config);
    }

    /// Sees what is committed when a question begins, and waits for no writer.
    Connection reader() throws SQLException {
        var config = config();
        config.setReadOnly(true);
        return connect(config);
    }

    private static SQLiteConfig config() {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        // A full disk must not keep anybody from reading.
        config.setTempStore(TempStore.MEMORY);
        return config;
    }

    private Connection connect(SQLiteConfig config) throws SQLException {
        return config.createConnection("jdbc:sqlite:" + file);
    }
}
