package io.fundwire.adapters.sqlite;

import io.fundwire.application.store.StoreUnavailable;

import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/// A few connections for questions: these wait for each other when there are many, and never for
/// the writer. Thread-safe.
final class Readers implements AutoCloseable {

    private static final int MOST = 4;

    private final Database database;
    private final Semaphore turns = new Semaphore(MOST, true);
    private final Deque<Reader> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Readers(Database database) {
        this.database = database;
    }

    /// What is asked.
    @FunctionalInterface
    interface Question<T> {
        T put(Reader reader) throws SQLException;
    }

    /// @throws StoreUnavailable if there is no answer now
    <T> T ask(Question<T> question) {
        turns.acquireUninterruptibly();
        try {
            if (closed) {
                throw new StoreUnavailable(
                        "The store is closed.", new IllegalStateException("closed"));
            }
            return ask(reader(), question);
        } catch (SQLException e) {
            throw new StoreUnavailable(Trouble.sentence(e), e);
        } finally {
            turns.release();
        }
    }

    private Reader reader() throws SQLException {
        var known = idle.poll();
        if (known != null) {
            return known;
        }
        var connection = database.reader();
        try {
            return new Reader(connection);
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    /// A reader that failed is not asked again.
    private <T> T ask(Reader reader, Question<T> question) throws SQLException {
        boolean sound = false;
        try {
            T answer = question.put(reader);
            sound = true;
            return answer;
        } finally {
            if (sound) {
                idle.push(reader);
            } else {
                reader.close();
            }
        }
    }

    /// Closes all connections, once the questions under way are answered.
    @Override
    public void close() throws SQLException {
        closed = true;
        turns.acquireUninterruptibly(MOST);
        try {
            for (var reader = idle.poll(); reader != null; reader = idle.poll()) {
                reader.close();
            }
        } finally {
            turns.release(MOST);
        }
    }
}
