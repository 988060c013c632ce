package io.fundwire.adapters.sqlite;

import io.fundwire.application.session.FaultLog;
import io.fundwire.application.store.ReceiptQueue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// Commits what is queued, all that waits at once: while one commit is on its way to the disk, the
/// changes for the next one gather. Receipts are handed out by another thread, so that the next
/// commit need not wait for whoever gets them.
final class Writer implements AutoCloseable {

    /// How long nothing is tried after something failed, if nobody asks for a change.
    private static final Duration BETWEEN_TRIALS = Duration.ofSeconds(1);

    private static final Duration UNTIL_NEWS = Duration.ofDays(1);

    private final Transactions transactions;
    private final ChangeQueue queue;
    private final Trouble trouble;
    private final FaultLog faults;
    private final List<Change<?>> unwritten = new ArrayList<>();
    private final ReceiptQueue receipts = new ReceiptQueue();
    private final ExecutorService writer = thread("fundwire-store");
    private final ExecutorService teller = thread("fundwire-receipts");

    Writer(Transactions transactions, ChangeQueue queue, Trouble trouble, FaultLog faults) {
        this.transactions = transactions;
        this.queue = queue;
        this.trouble = trouble;
        this.faults = faults;
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).daemon().factory());
    }

    void start() {
        writer.execute(this::writeUntilDone);
    }

    private void writeUntilDone() {
        while (!queue.isDone()) {
            boolean troubled = trouble.problem().isPresent();
            List<Change<?>> batch = queue.take(troubled ? BETWEEN_TRIALS : UNTIL_NEWS);
            if (troubled) {
                tryToWrite(batch);
            } else if (!batch.isEmpty()) {
                write(batch);
            }
        }
        if (!unwritten.isEmpty()) {
            write(List.of());
        }
    }

    /// Finds out first whether anything can be kept, which costs little, whatever waits.
    private void tryToWrite(List<Change<?>> news) {
        try {
            transactions.tryOut();
        } catch (SQLException | RuntimeException | Error failure) {
            refuse(news, failure);
            return;
        }
        write(news);
    }

    /// Writes records that were left over, and then what is new.
    private void write(List<Change<?>> news) {
        List<Change<?>> batch = new ArrayList<>(unwritten);
        batch.addAll(news);
        unwritten.clear();
        List<Runnable> answers;
        try {
            answers = commit(batch);
            trouble.ended();
        } catch (SQLException | RuntimeException | Error failure) {
            writeOver();
            refuse(batch, failure);
            return;
        }
        handOut(answers);
    }

    /// What could not be brought to the disk stands in the log, and would count as kept after a
    /// crash: a trial is written over it.
    private void writeOver() {
        try {
            transactions.tryOut();
        } catch (SQLException | RuntimeException | Error failure) {
            // The next trial may do better; meanwhile nothing else is written.
        }
    }

    /// Who waits is told so. Nobody would repeat a record: it is written as soon as that works.
    private void refuse(List<Change<?>> batch, Throwable failure) {
        var why = trouble.began(failure);
        List<Runnable> answers = new ArrayList<>();
        for (Change<?> change : batch) {
            if (change.isPromised() || unwritten.size() >= ChangeQueue.MAX_RECORDS) {
                answers.add(change.notMade(why));
            } else {
                unwritten.add(change);
            }
        }
        handOut(answers);
    }

    /// The second time each change stands for itself: what cannot be written at all must not keep
    /// its neighbours from it.
    private List<Runnable> commit(List<Change<?>> batch) throws SQLException {
        try {
            return commit(batch, Change::make);
        } catch (SQLException | RuntimeException failure) {
            if (Trouble.isOutside(failure)) {
                throw failure;
            }
            return commit(batch, (change, ledger) -> makeApart(change));
        }
    }

    private List<Runnable> commit(List<Change<?>> batch, Making making) throws SQLException {
        return transactions.commit(ledger -> {
            List<Runnable> answers = new ArrayList<>(batch.size());
            for (Change<?> change : batch) {
                answers.add(making.make(change, ledger));
            }
            return answers;
        });
    }

    @FunctionalInterface
    private interface Making {
        Runnable make(Change<?> change, Ledger ledger) throws SQLException;
    }

    private Runnable makeApart(Change<?> change) throws SQLException {
        try {
            return transactions.apart(change::make);
        } catch (SQLException | RuntimeException failure) {
            if (Trouble.isOutside(failure)) {
                throw failure;
            }
            return change.notMade(new IllegalArgumentException("cannot be kept", failure));
        }
    }

    /// Hands out receipts, after all that were handed out before and on a thread of their own.
    void handOut(List<Runnable> answers) {
        answers.forEach(answer -> receipts.add(() -> tell(answer)));
        try {
            teller.execute(receipts::handOut);
        } catch (RejectedExecutionException closed) {
            receipts.handOut();
        }
    }

    /// A receipt must not throw. One that does costs nobody else theirs.
    private void tell(Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException fault) {
            faults.report("receipt", fault);
        }
    }

    /// Writes what is queued, and returns once the last receipt was handed out.
    @Override
    public void close() {
        queue.close();
        writer.close();
        teller.close();
        receipts.handOut();
    }
}
