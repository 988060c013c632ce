package io.fundwire.adapters.sqlite;

import io.fundwire.application.session.FaultLog;
import io.fundwire.application.store.Receipt;
import io.fundwire.application.store.StoreUnavailable;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/// Takes changes in for the writer, or says at once why not. Thread-safe.
final class Changes implements AutoCloseable {

    private final ChangeQueue queue = new ChangeQueue();
    private final FaultLog faults;
    private final Writer writer;

    Changes(Transactions transactions, Trouble trouble, FaultLog faults) {
        this.faults = faults;
        this.writer = new Writer(transactions, queue, trouble, faults);
    }

    /// From now on what was taken in is written.
    void start() {
        writer.start();
    }

    /// Somebody waits for it.
    <T> void promise(Ledger.Work<T> work, Receipt<T> receipt) {
        offer(Change.promised(work, receipt));
    }

    /// Nobody waits for it.
    void note(Change.Step step) {
        offer(Change.recorded(step, faults));
    }

    private void offer(Change<?> change) {
        switch (queue.offer(change)) {
            case ADMITTED -> {}
            case FULL -> refuse(change, "More waits for the disk than it can write.");
            case CLOSED -> refuse(change, "The store is closed.");
        }
    }

    private void refuse(Change<?> change, String sentence) {
        var why = new StoreUnavailable(sentence, new RejectedExecutionException());
        writer.handOut(List.of(change.notMade(why)));
    }

    /// Writes what was taken in, and returns once the last receipt was handed out.
    @Override
    public void close() {
        writer.close();
    }
}
