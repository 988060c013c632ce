package io.fundwire.adapters.sqlite;

import io.fundwire.application.health.HealthCheck;
import io.fundwire.application.session.FaultLog;
import io.fundwire.application.store.StoreUnavailable;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

import java.sql.SQLException;
import java.util.Optional;

/// Why nothing can be kept at present, if so. The writer says; anybody may ask.
final class Trouble implements HealthCheck {

    /// Extended codes have the primary one in their last byte.
    private static final int PRIMARY = 0xff;

    private final FaultLog faults;
    private volatile @Nullable String sentence;

    /// Reports the beginning of each trouble to `faults`.
    Trouble(FaultLog faults) {
        this.faults = faults;
    }

    @Override
    public Optional<String> problem() {
        return Optional.ofNullable(sentence);
    }

    /// Something could not be kept.
    StoreUnavailable began(Throwable failure) {
        String now = failure instanceof SQLException e ? sentence(e) : "The store has a fault.";
        var why = new StoreUnavailable(now, failure);
        if (!now.equals(sentence)) {
            faults.report("store", why);
        }
        sentence = now;
        return why;
    }

    /// Something was kept.
    void ended() {
        sentence = null;
    }

    /// Whether the reason lies outside of what was to be written: the same may work later.
    static boolean isOutside(Throwable failure) {
        return failure instanceof SQLException e
                && switch (code(e)) {
                    case SQLITE_FULL,
                            SQLITE_IOERR,
                            SQLITE_READONLY,
                            SQLITE_CANTOPEN,
                            SQLITE_PERM,
                            SQLITE_AUTH,
                            SQLITE_BUSY,
                            SQLITE_LOCKED,
                            SQLITE_PROTOCOL,
                            SQLITE_NOLFS,
                            SQLITE_NOMEM,
                            SQLITE_INTERRUPT,
                            SQLITE_CORRUPT,
                            SQLITE_NOTADB ->
                            true;
                    default -> false;
                };
    }

    /// Whether a file is not what SQLite wrote.
    static boolean isDamage(SQLException failure) {
        var code = code(failure);
        return code == SQLiteErrorCode.SQLITE_CORRUPT || code == SQLiteErrorCode.SQLITE_NOTADB;
    }

    /// What an operator should know.
    static String sentence(SQLException failure) {
        return switch (code(failure)) {
            case SQLITE_FULL -> "The disk with the data directory is full.";
            case SQLITE_IOERR -> "The disk with the data directory fails.";
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                    "The file fundwire.db cannot be written.";
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL ->
                    "The file fundwire.db is locked by another program.";
            case SQLITE_CORRUPT, SQLITE_NOTADB -> "The file fundwire.db is damaged.";
            default -> "The file fundwire.db cannot be used.";
        };
    }

    private static SQLiteErrorCode code(SQLException failure) {
        return SQLiteErrorCode.getErrorCode(failure.getErrorCode() & PRIMARY);
    }
}
